from datetime import timedelta

from parta.civic.family.hand_over import hand_over_due
from parta.kit.jobs import every


@every(timedelta(hours=1))
def hand_over_at_14() -> None:
    hand_over_due()
