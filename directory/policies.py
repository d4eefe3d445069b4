"""Who may do what with the records of the directory, where Django's permissions alone do not say it."""

from wagtail.permission_policies import ModelPermissionPolicy


class FixedPolicy(ModelPermissionPolicy):
    """There are as many as there are: records that nobody adds, and unless `deletable` nobody deletes."""

    def __init__(self, model, deletable: bool = False):
        super().__init__(model)
        self.refused = {"add"} if deletable else {"add", "delete"}

    def user_has_permission(self, user, action: str) -> bool:
        return action not in self.refused and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
