package io.orrery.operate.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerAuthenticationManagerResolver;

/// Lets API clients in with tokens of the providers that users sign in with: signed by the
/// provider, still valid, and made for this application.
record BearerTokens(AccessProperties.Oidc settings) {

  /// Who looks at tokens, by who has issued them.
  JwtIssuerAuthenticationManagerResolver resolver(Iterable<?> registrations) {
    Map<String, List<ClientRegistration>> byIssuer = new LinkedHashMap<>();
    for (var one : registrations) {
      if (one instanceof ClientRegistration registration) {
        var provider = registration.getProviderDetails();
        if (provider.getIssuerUri() != null && provider.getJwkSetUri() != null) {
          byIssuer
              .computeIfAbsent(provider.getIssuerUri(), _ -> new ArrayList<>())
              .add(registration);
        }
      }
    }
    Map<String, AuthenticationManager> managers = new HashMap<>();
    byIssuer.forEach((issuer, own) -> managers.put(issuer, manager(issuer, own)));
    return new JwtIssuerAuthenticationManagerResolver(
        issuer -> managers.getOrDefault(issuer, BearerTokens::ofAStranger));
  }

  private static Authentication ofAStranger(Authentication token) {
    throw new InvalidBearerTokenException("its issuer is not known here");
  }

  private AuthenticationManager manager(String issuer, List<ClientRegistration> registrations) {
    var tokens = new JwtAuthenticationProvider(decoder(issuer, registrations));
    var user = registrations.getFirst().getProviderDetails().getUserInfoEndpoint();
    tokens.setJwtAuthenticationConverter(token ->
        new JwtAuthenticationToken(
            token,
            new OidcRoles(settings).of(token.getClaims()),
            name(token, user.getUserNameAttributeName())));
    return tokens::authenticate;
  }

  private JwtDecoder decoder(String issuer, List<ClientRegistration> registrations) {
    var keys = registrations.getFirst().getProviderDetails().getJwkSetUri();
    var decoder =
        NimbusJwtDecoder.withJwkSetUri(keys)
            .jwsAlgorithms(all -> all.addAll(List.of(SignatureAlgorithm.values())))
            .build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            JwtValidators.createDefaultWithIssuer(issuer), audience(registrations)));
    return decoder;
  }

  private OAuth2TokenValidator<Jwt> audience(List<ClientRegistration> registrations) {
    var wanted =
        settings.audiences().isEmpty()
            ? registrations.stream().map(ClientRegistration::getClientId).toList()
            : settings.audiences();
    return new JwtClaimValidator<List<String>>(
        JwtClaimNames.AUD, found -> found != null && found.stream().anyMatch(wanted::contains));
  }

  /// By what the provider names users who sign in; clients that are no users have a subject.
  private static String name(Jwt token, @Nullable String attribute) {
    var name = attribute == null ? null : token.getClaimAsString(attribute);
    return name == null ? token.getSubject() : name;
  }
}
