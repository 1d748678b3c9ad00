from django.apps import AppConfig


class VkId(AppConfig):
    name = "parta.learnid.vkid"
    label = "vkid"
