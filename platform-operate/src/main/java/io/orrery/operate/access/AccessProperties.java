package io.orrery.operate.access;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Who may use Operate.
///
/// @param users local users; without any, and without OpenID Connect, there is the user demo with
///   the password demo, on loopback only
/// @param oidc what users mean who sign in with a provider of
///   `spring.security.oauth2.client.registration`
@ConfigurationProperties("orrery.operate")
public record AccessProperties(@DefaultValue List<User> users, @DefaultValue Oidc oidc) {

  /// A local user.
  ///
  /// @param name by which the user signs in
  /// @param password its hash with the name of the function before it, as `{bcrypt}$2a$10$…`
  /// @param roles viewer, operator or admin; each has what those before it have
  /// @param displayName what the console calls the user
  public record User(String name, String password, List<Role> roles, @Nullable String displayName) {

    /// Says nothing about the password.
    @Override
    public String toString() {
      return "User[" + name + ", " + roles + "]";
    }
  }

  /// What a provider says about users.
  ///
  /// @param roleClaim the claim whose values name roles
  /// @param roles which role a value of the claim means; a value that is a role's name means it
  /// @param defaultRole the role of a user without any, if there is one
  /// @param audiences for whom a token of an API client must be made, one of them; the client ids
  ///   of the registrations unless said
  public record Oidc(
      @DefaultValue("roles") String roleClaim,
      @DefaultValue Map<String, Role> roles,
      @Nullable Role defaultRole,
      @DefaultValue List<String> audiences) {}
}
