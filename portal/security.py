"""The Content-Security-Policy: strict on our pages; the admin's own scripts need inline code."""

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware


class ContentSecurityMiddleware(CSPMiddleware):
    def process_response(self, request, response):
        if request.path.startswith("/admin/"):
            response._csp_update = {
                "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
                "style-src": [SELF, UNSAFE_INLINE],
                "img-src": [SELF, "data:", "blob:"],
                "frame-src": [SELF, "blob:"],
            }
        return super().process_response(request, response)
