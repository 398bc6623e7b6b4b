"""Addresses of the gift shop in the cabinet."""

from django.urls import path

from plushka.web.manager.views import reward_orders, rewards

urlpatterns = [
    path("rewards", rewards.rewards, name="manager-rewards"),
    path("rewards/new", rewards.new, name="manager-reward-new"),
    path("rewards/seen", rewards.seen, name="manager-reward-seen"),
    path("rewards/orders", reward_orders.orders, name="manager-reward-orders"),
    path("rewards/orders/ready", reward_orders.make_ready, name="manager-reward-orders-ready"),
    path("rewards/orders/money", reward_orders.give_money, name="manager-reward-orders-money"),
    path("rewards/pictures/<slug:digest>", rewards.picture, name="manager-reward-picture"),
    path("rewards/<uuid:reward_id>", rewards.reward, name="manager-reward"),
    path("rewards/<uuid:reward_id>/picture", rewards.draw, name="manager-reward-draw"),
    path("rewards/<uuid:reward_id>/stock", rewards.stock, name="manager-reward-stock"),
]
