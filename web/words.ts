/**
 * gettext for the browser.  Msgids are English and stand in the code; words/*.json
 * are made from the catalogues, one file a language, msgid → text or plural forms.
 * A page loads only its own language.
 */

type Catalogue = Record<string, string | string[]>;
type Values = Record<string, string | number>;

const catalogues = import.meta.glob<Catalogue>("./words/*.json", { import: "default" });

let words: Catalogue = {};
let plural = pluralOf("en");

/** Load the language of the page.  Until then, and for a missing msgid, English is shown. */
export async function loadWords(language = document.documentElement.lang): Promise<void> {
  const load = catalogues[`./words/${language}.json`];
  if (!load) return;
  const loaded = await load();
  setWords(language, loaded);
}

export function setWords(language: string, catalogue: Catalogue): void {
  words = catalogue;
  plural = pluralOf(language);
}

/** `%(name)s` in the text is replaced by `values.name`. */
export function _(msgid: string, values?: Values): string {
  const text = words[msgid];
  return fill(typeof text === "string" && text ? text : msgid, values);
}

export function ngettext(one: string, many: string, n: number, values?: Values): string {
  const forms = words[one];
  const text = Array.isArray(forms) ? forms[Math.min(plural(n), forms.length - 1)] : n === 1 ? one : many;
  return fill(text || many, { n, ...values });
}

function fill(text: string, values: Values = {}): string {
  return text.replace(/%\((\w+)\)s/g, (whole, name: string) => String(values[name] ?? whole));
}

/** gettext numbers a language's forms in the order one, few, many, other. */
function pluralOf(language: string): (n: number) => number {
  const rules = new Intl.PluralRules(language);
  const { pluralCategories } = rules.resolvedOptions();
  const order = ["zero", "one", "two", "few", "many", "other"].filter((category) =>
    pluralCategories.some((known) => known === category),
  );
  return (n) => order.indexOf(rules.select(n));
}
