"""Campaigns in the cabinet: listed, on a calendar, built in a form, launched, stopped."""
