package io.orrery.operate.access;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Signs local users in by name and password, however these came.
///
/// Is no provider itself: Spring Security would take a bean of that type for everything and ask it
/// twice.
public final class PasswordSignIn {

  private final DaoAuthenticationProvider users;
  private final FailedSignIns failures;

  PasswordSignIn(LocalUsers users, PasswordEncoder passwords, FailedSignIns failures) {
    this.users = new DaoAuthenticationProvider(users::find);
    this.users.setPasswordEncoder(passwords);
    this.failures = failures;
  }

  @Nullable Authentication authenticate(Authentication request) {
    var name = request.getName();
    if (failures.mustWait(name)) {
      throw new TooManyFailuresException();
    }
    try {
      var signedIn = users.authenticate(request);
      failures.succeeded(name);
      return signedIn;
    } catch (BadCredentialsException e) {
      failures.failed(name);
      throw e;
    }
  }

  AuthenticationProvider asProvider() {
    return new AuthenticationProvider() {
      @Override
      public @Nullable Authentication authenticate(Authentication request) {
        return PasswordSignIn.this.authenticate(request);
      }

      @Override
      public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
      }
    };
  }

  /// Somebody guesses.
  static final class TooManyFailuresException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    TooManyFailuresException() {
      super("Too many failures; try again in a minute");
    }
  }
}
