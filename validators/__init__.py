"""Validators: entries -> findings. An engine and one module of rules per kind or theme."""
