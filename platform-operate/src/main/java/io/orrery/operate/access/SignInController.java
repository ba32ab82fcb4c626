package io.orrery.operate.access;

import io.orrery.operate.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Signing in with a name and a password, and saying who one is.
@RestController
public record SignInController(
    PasswordSignIn passwords,
    LocalUsers users,
    SecurityContextRepository sessions,
    ObjectProvider<ClientRegistrationRepository> registrations) {

  private static final int MAX_LENGTH = 256;

  /// Only JSON: a form of another site cannot send that.
  @PostMapping(path = "/login", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Void> signIn(
      @RequestBody Credentials credentials,
      HttpServletRequest request,
      HttpServletResponse response) {
    var signedIn = authenticate(credentials);
    if (request.getSession(false) != null) {
      // Nobody shall know the name of the session from before.
      request.changeSessionId();
    }
    var context = new SecurityContextImpl(signedIn);
    SecurityContextHolder.setContext(context);
    sessions.saveContext(context, request, response);
    return ResponseEntity.noContent().build();
  }

  private Authentication authenticate(Credentials credentials) {
    var name = credentials.username();
    var password = credentials.password();
    if (name == null || password == null || name.length() > MAX_LENGTH) {
      throw new ProblemException(HttpStatus.BAD_REQUEST, "username and password are needed");
    }
    try {
      var signedIn =
          passwords.authenticate(
              UsernamePasswordAuthenticationToken.unauthenticated(name, password));
      if (signedIn != null) {
        return signedIn;
      }
    } catch (PasswordSignIn.TooManyFailuresException e) {
      throw new ProblemException(
          HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_FAILURES", String.valueOf(e.getMessage()));
    } catch (AuthenticationException e) {
      // Said below, alike for a wrong name and a wrong password.
    }
    throw new ProblemException(
        HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED", "The name or the password is wrong");
  }

  @GetMapping("/v2/authentication/me")
  Me me(Authentication user) {
    var roles = Role.names(user.getAuthorities());
    return new Me(
        user.getName(),
        displayName(user),
        roles,
        Role.OPERATOR.isIn(user.getAuthorities()),
        Role.ADMIN.isIn(user.getAuthorities()));
  }

  private String displayName(Authentication user) {
    if (user.getPrincipal() instanceof ClaimAccessor known
        && known.getClaims().get("name") instanceof String name) {
      return name;
    }
    if (user.getPrincipal() instanceof OAuth2User known
        && known.getAttribute("name") instanceof String name) {
      return name;
    }
    return users.displayName(user.getName());
  }

  @GetMapping("/v2/authentication/sign-in")
  Ways ways() {
    List<Provider> providers = new ArrayList<>();
    if (registrations.getIfAvailable() instanceof Iterable<?> all) {
      for (var one : all) {
        if (one instanceof ClientRegistration registration) {
          providers.add(Provider.of(registration));
        }
      }
    }
    return new Ways(!users.isEmpty(), providers, users.hasDemo());
  }

  record Credentials(@Nullable String username, @Nullable String password) {

    /// Says nothing about the password.
    @Override
    public String toString() {
      return "Credentials[" + username + "]";
    }
  }

  record Me(
      String username,
      String displayName,
      List<String> roles,
      boolean canOperate,
      boolean canAdminister) {}

  record Ways(boolean form, List<Provider> oidc, boolean demoUser) {}

  record Provider(String id, String name, String url) {

    static Provider of(ClientRegistration registration) {
      return new Provider(
          registration.getRegistrationId(),
          registration.getClientName(),
          "/oauth2/authorization/" + registration.getRegistrationId());
    }
  }
}
