/// Who may do what: local users, sign-in with a session or HTTP Basic or OpenID Connect, roles.
@NullMarked
package io.orrery.operate.access;

import org.jspecify.annotations.NullMarked;
