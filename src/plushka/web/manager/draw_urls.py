"""Addresses of the pages about prize draws."""

from django.urls import path

from plushka.web.manager.views import draw_steps, draws

urlpatterns = [
    path("draws", draws.draws, name="manager-draws"),
    path("draws/new", draws.new, name="manager-draw-new"),
    path("draws/<uuid:draw_id>", draws.draw, name="manager-draw"),
    path("draws/<uuid:draw_id>/edit", draws.edit, name="manager-draw-edit"),
    path("draws/<uuid:draw_id>/winners.csv", draws.export, name="manager-draw-export"),
    path("draws/<uuid:draw_id>/open", draw_steps.open_, name="manager-draw-open"),
    path("draws/<uuid:draw_id>/close", draw_steps.close, name="manager-draw-close"),
    path("draws/<uuid:draw_id>/draw", draw_steps.draw, name="manager-draw-draw"),
    path("draws/<uuid:draw_id>/cancel", draw_steps.cancel, name="manager-draw-cancel"),
    path(
        "draws/<uuid:draw_id>/winners/<uuid:winner_id>",
        draw_steps.winner,
        name="manager-draw-winner",
    ),
]
