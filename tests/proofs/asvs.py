"""OWASP ASVS 5.0, levels 1 and 2 of the chapters on authentication, sessions, tokens and
OAuth: each requirement in our own few words."""

from collections.abc import Mapping

REQUIREMENTS: Mapping[str, str] = {
    "6.1.1": "How guessing is slowed, and why nobody can lock another out, is written down",
    "6.1.2": "Words that make bad passwords here are written down",
    "6.1.3": "Every way to sign in, and its strength, is written down",
    "6.2.1": "Passwords have at least 8 characters",
    "6.2.2": "A password can be changed",
    "6.2.3": "The change asks for the present password",
    "6.2.4": "New passwords are held against common ones",
    "6.2.5": "Any composition will do",
    "6.2.6": "Password fields hide what is typed, and can show it",
    "6.2.7": "Pasting and password managers work",
    "6.2.8": "A password is taken exactly as typed",
    "6.2.9": "64 characters and more are taken",
    "6.2.10": "No password grows old by itself",
    "6.2.11": "The words of 6.1.2 are refused",
    "6.2.12": "New passwords are held against broken ones",
    "6.3.1": "Guessing is slowed as 6.1.1 says",
    "6.3.2": "There are no accounts that come with the product",
    "6.3.3": "A second factor",
    "6.3.4": "No way in is weaker than another, and none is unwritten",
    "6.4.1": "First passwords and codes are random, short-lived and used once",
    "6.4.2": "No secret questions",
    "6.4.3": "A reset does not walk past a second factor",
    "6.4.4": "Who lost a factor proves who they are as at the beginning",
    "6.5.1": "Codes, recovery codes and one-time passwords work once",
    "6.5.2": "Recovery codes are kept as digests that fit their length",
    "6.5.3": "All of them are truly random",
    "6.5.4": "Codes hold at least 20 bits, or six random digits",
    "6.5.5": "Codes live 10 minutes at most, one-time passwords 30 seconds",
    "6.6.1": "SMS only to a proved number, with stronger ways beside it",
    "6.6.2": "A code is good for the request that asked for it alone",
    "6.6.3": "Codes can't be guessed at speed",
    "6.8.1": "An account is known by issuer and subject together",
    "6.8.2": "Signatures of other providers' tokens are checked",
    "6.8.3": "SAML assertions",
    "6.8.4": "The level and the time that another provider vouches for are checked",
    "7.1.1": "How long sessions last is written down",
    "7.1.2": "How many sessions one may have is written down",
    "7.1.3": "How sessions of the sites hang together is written down",
    "7.2.1": "The server checks each session",
    "7.2.2": "Sessions are made anew, never a fixed key",
    "7.2.3": "A session's key holds at least 128 random bits",
    "7.2.4": "Each sign-in gives another key and kills the old one",
    "7.3.1": "A session that nobody uses ends",
    "7.3.2": "A session ends after a longest time",
    "7.4.1": "Signing out ends it, at the clients too",
    "7.4.2": "A closed or disabled account has no sessions",
    "7.4.3": "A changed factor ends the other sessions, or offers to",
    "7.4.4": "Every page has the way out",
    "7.4.5": "An operator can end a person's sessions",
    "7.5.1": "Changes of contact, password and factors ask who it is",
    "7.5.2": "One sees one's sessions and ends them",
    "7.6.1": "Sessions of provider and client end as written",
    "7.6.2": "No session comes without the person's own deed",
    "9.1.1": "Tokens are believed after their signature alone",
    "9.1.2": "Algorithms are listed; `none` is not among them",
    "9.1.3": "Keys come from the issuer's own place, never from the token",
    "9.2.1": "Tokens are believed in their time alone",
    "9.2.2": "A token of another kind is refused",
    "9.2.3": "A token for another audience is refused",
    "9.2.4": "Each token names its one audience",
    "10.1.1": "Tokens go only where they are needed",
    "10.1.2": "An answer counts in the browser that asked, once",
    "10.2.1": "The client holds `state` or PKCE against forged answers",
    "10.2.2": "The client tells providers apart",
    "10.3.1": "Access tokens of others are refused",
    "10.3.2": "Data follow the scopes of the token",
    "10.3.3": "The person of a token is known by a subject that is given once",
    "10.3.4": "Where a level is needed, it is checked",
    "10.4.1": "Return addresses are compared letter by letter",
    "10.4.2": "A code used twice takes its tokens back",
    "10.4.3": "A code is short-lived",
    "10.4.4": "No implicit flow, no passwords from clients",
    "10.4.5": "Refresh tokens rotate, and reuse ends the family",
    "10.4.6": "PKCE with S256 is demanded and checked",
    "10.4.7": "Clients that register themselves",
    "10.4.8": "Refresh tokens end for good some day",
    "10.4.9": "A person can take tokens back",
    "10.4.10": "Confidential clients prove themselves",
    "10.4.11": "A client gets its own scopes alone",
    "10.5.1": "The client compares the nonce",
    "10.5.2": "The client knows people by `sub`",
    "10.5.3": "The client refuses a description with another issuer",
    "10.5.4": "The client checks the audience",
    "10.5.5": "The client checks logout tokens strictly",
    "10.6.1": "Only `code` is answered",
    "10.6.2": "Sign-out by a client is proved or asked for",
    "10.7.1": "The person agrees to each client",
    "10.7.2": "The consent says who learns what, and until when",
    "10.7.3": "Consents can be seen and withdrawn",
}

WRITTEN: Mapping[str, str] = {
    "6.1.1": "../rules/provider.md",
    "6.1.2": "../rules/account.md",
    "6.1.3": "../rules/factors.md",
    "7.1.1": "../rules/sign-in.md",
    "7.1.2": "../rules/account.md",
    "7.1.3": "../rules/sign-in.md",
}
"""Requirements to write something down, and the page that does."""

PARTLY: Mapping[str, str] = {
    "6.2.12": "The 20 000 most frequent ones of known breaches, offline. Larger collections are "
    "services abroad or tens of gigabytes; a school's server has neither.",
    "6.3.3": "Required of clerks and operators, offered to everybody. Pupils of primary school and "
    "parents with one old phone could not come in at all if it were required; what they reach "
    "is their own diary and their own lesson. The school asks for confirmed accounts by age.",
    "6.4.4": "At the desk of the civic site. The learning site has no desk: without the app, the "
    "passkeys and the recovery codes nobody comes in there; the profile follows to another "
    "number when the school vouches for the pupil.",
    "7.3.2": "90 days at the identity sites; 12 hours for clerks, operators and the school's "
    "staff. A family's session at the school ends by disuse alone, as docs/rules/sign-in.md says.",
    "7.4.4": "Every page in the frame of an account or of the school has it. Pages of one step (a "
    "code, a consent, a form of the level) and the lesson's room lead back to one that has.",
    "7.5.2": "Ending sessions does not ask for a fresh sign-in: who finds that somebody else is in "
    "must not be held up, and it only takes rights away.",
    "10.4.6": "OpenID Connect and VK ID demand it. The ESIA's dialect takes it and then checks it, "
    "since its clients were written without it; each of their requests is signed instead.",
    "10.5.5": "A logout token without `typ` is taken as well, since the standard only recommends "
    "it and providers leave it out; the event tells it from an ID token.",
    "10.7.1": "An app at a port of one's own device is asked about once, as a site is; at a "
    "scheme of its own, each time.",
}
"""Requirements that hold in part: what is missing, and why."""

NOT_HERE: Mapping[str, str] = {
    "6.8.3": "Nothing here speaks SAML.",
    "10.3.4": "No data here ask for more than a valid token: the level is checked where the token "
    "is given (`acr_values`), and by the client (6.8.4).",
    "10.4.7": "Clients are registered by the operator alone.",
}
"""Requirements that do not apply, and why."""
