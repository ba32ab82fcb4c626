package io.orrery.operate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LocalUsersTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private final KnownPasswords passwords = new KnownPasswords();

  @Test
  void hasTheDemoUserOnLoopbackWhenNobodyIsConfigured() {
    var users = users(List.of(), HERE, false);

    assertThat(users.hasDemo()).isTrue();
    var demo = users.find("demo");
    assertThat(passwords.matches("demo", demo.getPassword())).isTrue();
    assertThat(Role.names(demo.getAuthorities())).containsExactly("viewer", "operator", "admin");
  }

  @Test
  void refusesToListenElsewhereWithTheDemoUser() throws UnknownHostException {
    var elsewhere = InetAddress.getByAddress(new byte[] {0, 0, 0, 0});

    assertThatThrownBy(() -> users(List.of(), elsewhere, false))
        .hasMessageContaining("demo")
        .hasMessageContaining("server.address is 0.0.0.0");
    assertThatThrownBy(() -> users(List.of(), null, false)).hasMessageContaining("not set");
  }

  @Test
  void refusesToListenElsewhereWithAUserThatIsLikeIt() {
    var demo = List.of(user("demo", LocalUsers.DEMO_HASH));

    assertThatThrownBy(() -> users(demo, null, false)).hasMessageContaining("demo");
  }

  @Test
  void listensElsewhereWithOtherUsers() {
    var users = users(List.of(user("ann", hash("secret"))), null, false);

    assertThat(users.hasDemo()).isFalse();
    assertThatThrownBy(() -> users.find("demo")).hasMessage("no such user");
  }

  @Test
  void hasNobodyWhenUsersSignInWithAProvider() {
    assertThat(users(List.of(), null, true).isEmpty()).isTrue();
  }

  @Test
  void refusesPasswordsThatAreNotHashed() {
    assertThatThrownBy(() -> users(List.of(user("ann", "secret")), HERE, false))
        .hasMessageContaining("'ann' must be a hash");
    assertThatThrownBy(() -> users(List.of(user("ann", "{noop}secret")), HERE, false))
        .hasMessageContaining("'ann' must be a hash");
  }

  @Test
  void refusesTwoUsersOfOneName() {
    var ann = user("ann", hash("secret"));

    assertThatThrownBy(() -> users(List.of(ann, ann), HERE, false))
        .hasMessageContaining("two users 'ann'");
  }

  private LocalUsers users(
      List<AccessProperties.User> users, @Nullable InetAddress address, boolean isElsewhere) {
    return new LocalUsers(users, address, isElsewhere, passwords);
  }

  private static AccessProperties.User user(String name, String hash) {
    return new AccessProperties.User(name, hash, List.of(Role.VIEWER), null);
  }

  private String hash(String password) {
    return String.valueOf(passwords.encode(password));
  }
}
