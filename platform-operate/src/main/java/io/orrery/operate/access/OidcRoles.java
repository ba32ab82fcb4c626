package io.orrery.operate.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;

/// Finds the roles of a user in what the provider says.
record OidcRoles(AccessProperties.Oidc settings) implements GrantedAuthoritiesMapper {

  @Override
  public Collection<? extends GrantedAuthority> mapAuthorities(
      Collection<? extends GrantedAuthority> authorities) {
    List<Role> roles = new ArrayList<>();
    for (var authority : authorities) {
      if (authority instanceof OidcUserAuthority oidc) {
        addRoles(oidc.getIdToken().getClaims(), roles);
      }
      if (authority instanceof OAuth2UserAuthority user) {
        addRoles(user.getAttributes(), roles);
      }
    }
    return granted(roles);
  }

  /// The authorities that come with the claims of a token.
  Collection<GrantedAuthority> of(Map<String, Object> claims) {
    List<Role> roles = new ArrayList<>();
    addRoles(claims, roles);
    return granted(roles);
  }

  private Collection<GrantedAuthority> granted(List<Role> roles) {
    var otherwise = settings.defaultRole();
    return Role.authorities(roles.isEmpty() && otherwise != null ? List.of(otherwise) : roles);
  }

  private void addRoles(Map<String, Object> claims, List<Role> roles) {
    var claim = claims.get(settings.roleClaim());
    if (claim instanceof Collection<?> values) {
      values.forEach(value -> addRole(String.valueOf(value), roles));
    } else if (claim instanceof String values) {
      List.of(values.split("[ ,]+")).forEach(value -> addRole(value, roles));
    }
  }

  private void addRole(String value, List<Role> roles) {
    var meant = settings.roles().get(value);
    if (meant != null) {
      roles.add(meant);
      return;
    }
    for (var role : Role.values()) {
      if (role.name().equals(value.toUpperCase(Locale.ROOT))) {
        roles.add(role);
      }
    }
  }
}
