package io.orrery.operate.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/// What somebody may do. Each role has what those before it have.
public enum Role {
  /// Sees everything but the audit log.
  VIEWER,

  /// Also acts.
  OPERATOR,

  /// Also sees who did what.
  ADMIN;

  private static final String PREFIX = "ROLE_";

  /// The authorities that come with these roles.
  static List<GrantedAuthority> authorities(Collection<Role> roles) {
    return withLower(roles).stream()
        .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(PREFIX + role.name()))
        .toList();
  }

  private static Set<Role> withLower(Collection<Role> roles) {
    return roles.stream()
        .max(Role::compareTo)
        .<Set<Role>>map(highest -> EnumSet.range(VIEWER, highest))
        .orElseGet(Set::of);
  }

  /// The roles among these authorities, by their names as configured.
  static List<String> names(Collection<? extends GrantedAuthority> authorities) {
    return List.of(values()).stream()
        .filter(role -> role.isIn(authorities))
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  boolean isIn(Collection<? extends GrantedAuthority> authorities) {
    return authorities.stream().anyMatch(one -> (PREFIX + name()).equals(one.getAuthority()));
  }
}
