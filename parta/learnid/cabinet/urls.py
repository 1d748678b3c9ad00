from django.urls import path

from parta.learnid.cabinet import card, child, leave, move, phone
from parta.learnid.cabinet.account import account
from parta.learnid.cabinet.ask import ask_parent
from parta.learnid.cabinet.edit import edit, edit_child

urlpatterns = [
    path("account", account, name="account"),
    path("account/phone", phone.phone, name="account-phone"),
    path("account/phone/old", phone.old_code, name="account-phone-old"),
    path("account/phone/new", phone.new_code, name="account-phone-new"),
    path("profile/<uuid:key>", card.card, name="profile"),
    path("profile/<uuid:key>/edit", edit, name="profile-edit"),
    path("profile/<uuid:key>/parent", ask_parent, name="profile-parent"),
    path("profile/<uuid:key>/parent/<uuid:parent>/withdraw", card.withdraw, name="parent-withdraw"),
    path("profile/<uuid:key>/claim", card.claim, name="profile-claim"),
    path("profile/<uuid:key>/alone", card.go_alone, name="profile-alone"),
    path("profile/<uuid:key>/move", move.move, name="profile-move"),
    path("profile/<uuid:key>/move/code", move.code, name="profile-move-code"),
    path("profile/<uuid:key>/leave", leave.leave, name="profile-leave"),
    path("profile/<uuid:key>/back", leave.take_back, name="profile-back"),
    path("child/<uuid:key>", child.child_page, name="child"),
    path("child/<uuid:key>/edit", edit_child, name="child-edit"),
    path("child/<uuid:key>/decline", child.decline, name="child-decline"),
    path("child/<uuid:key>/stop", child.stop, name="child-stop"),
    path("child/<uuid:key>/sessions/end", child.sign_out, name="child-sessions-end"),
    path("child/<uuid:key>/leave", leave.leave_child, name="child-leave"),
]
