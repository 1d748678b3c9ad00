"""The icons and dates of the product, for Django's templates."""

from django import template

from parta.kit.ui import assets, avatar, dates, icons

register = template.Library()
register.simple_tag(icons.icon)
register.simple_tag(icons.mark)
register.simple_tag(avatar.initials)
register.simple_tag(assets.css)
register.simple_tag(assets.entry)
register.simple_tag(dates.span)
register.filter(dates.weekday)
register.filter(dates.short_day)
register.filter(dates.long_day)
register.filter("clock", dates.clock_time)
