package io.orrery.operate.access;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/// The users of the configuration, or the demo user where it may be.
public final class LocalUsers {

  /// The user that is there without any configuration; the password is the name.
  static final String DEMO = "demo";

  /// Made once: to make it at each start would take a tenth of a second.
  static final String DEMO_HASH =
      "{bcrypt}$2a$10$5pg.AaHcPeqJ4Mvoq7Cox.n0G57L0QJAT9LqXcSfiGE7Kvs61UQY6";

  private static final Pattern HASH = Pattern.compile("\\{(bcrypt|pbkdf2[\\w@]*)}.+");
  private static final int MAX_USERS = 1_000;

  private final Map<String, AccessProperties.User> users = new LinkedHashMap<>();
  private final boolean hasDemo;

  /// @param address where the application listens, null for everywhere
  /// @param isElsewhere whether users can sign in with somebody else
  LocalUsers(
      List<AccessProperties.User> configured,
      @Nullable InetAddress address,
      boolean isElsewhere,
      PasswordEncoder passwords) {
    if (configured.size() > MAX_USERS) {
      throw new IllegalArgumentException(
          "orrery.operate.users: %d are more than %d".formatted(configured.size(), MAX_USERS));
    }
    configured.forEach(this::add);
    if (configured.isEmpty() && !isElsewhere) {
      add(new AccessProperties.User(DEMO, DEMO_HASH, List.of(Role.ADMIN), "Demo"));
    }
    this.hasDemo = isDemo(users.get(DEMO), passwords);
    if (hasDemo && (address == null || !address.isLoopbackAddress())) {
      throw new DemoUserExposedException(address);
    }
  }

  private void add(AccessProperties.User user) {
    if (!HASH.matcher(user.password()).matches()) {
      throw new IllegalArgumentException(
          "orrery.operate.users: the password of '%s' must be a hash that begins with {bcrypt} or {pbkdf2}"
              .formatted(user.name()));
    }
    if (user.roles().isEmpty()) {
      throw new IllegalArgumentException(
          "orrery.operate.users: '%s' has no role".formatted(user.name()));
    }
    if (users.putIfAbsent(user.name(), user) != null) {
      throw new IllegalArgumentException(
          "orrery.operate.users: there are two users '%s'".formatted(user.name()));
    }
  }

  private static boolean isDemo(AccessProperties.@Nullable User user, PasswordEncoder passwords) {
    return user != null
        && (user.password().equals(DEMO_HASH) || passwords.matches(DEMO, user.password()));
  }

  /// Whether anybody can sign in as demo.
  boolean hasDemo() {
    return hasDemo;
  }

  boolean isEmpty() {
    return users.isEmpty();
  }

  String displayName(String name) {
    var user = users.get(name);
    var shown = user == null ? null : user.displayName();
    return shown == null ? name : shown;
  }

  UserDetails find(String name) {
    var user = users.get(name);
    if (user == null) {
      throw new UsernameNotFoundException("no such user");
    }
    return new org.springframework.security.core.userdetails.User(
        user.name(), user.password(), Role.authorities(user.roles()));
  }
}
