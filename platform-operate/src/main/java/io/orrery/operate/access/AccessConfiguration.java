package io.orrery.operate.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Lets people in and keeps the others out.
///
/// Everything below `/v2` that is not a known question needs the role of an operator, so an
/// operation that somebody adds is protected before anybody thinks of it.
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties(AccessProperties.class)
@Import(SignInController.class)
public class AccessConfiguration {

  private static final String CSRF = "X-CSRF-TOKEN";

  /// Where Boot puts the filter of Spring Security.
  private static final int FILTER_ORDER = -100;

  /// bpmn-js and component libraries set styles in elements and bring fonts as data.
  private static final String CONTENT =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " font-src 'self' data:; worker-src 'self' blob:; object-src 'none';"
          + " base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

  /// What the gateway answers to everybody, as it did before there was anybody to sign in.
  private static final String[] OPEN = {"/v2/topology", "/v2/status", "/v2/license"};

  @Bean
  KnownPasswords operatePasswords() {
    return new KnownPasswords();
  }

  @Bean
  LocalUsers operateUsers(
      AccessProperties properties,
      ServerProperties server,
      ObjectProvider<ClientRegistrationRepository> providers,
      KnownPasswords passwords) {
    var hasProvider = providers.getIfAvailable() != null;
    return new LocalUsers(properties.users(), server.getAddress(), hasProvider, passwords);
  }

  @Bean
  PasswordSignIn operateSignIn(
      LocalUsers users, KnownPasswords passwords, InstantSource operateClock) {
    return new PasswordSignIn(users, passwords, new FailedSignIns(operateClock));
  }

  @Bean
  SecurityContextRepository operateSessions() {
    return new HttpSessionSecurityContextRepository();
  }

  @Bean
  DelegatingFilterProxyRegistrationBean operateSecurityFilter() {
    var filter = new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
    filter.setOrder(FILTER_ORDER);
    filter.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
    return filter;
  }

  /// The management port has its own address and never asked who one is.
  @Bean
  @Order(1)
  SecurityFilterChain managementAccess(HttpSecurity http) throws Exception {
    return http.securityMatcher("/actuator/**")
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(AbstractHttpConfigurer::disable)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain operateAccess(
      HttpSecurity http,
      PasswordSignIn signIn,
      SecurityContextRepository sessions,
      ObjectProvider<ClientRegistrationRepository> providers,
      AccessProperties properties)
      throws Exception {
    var refusals = new Refusals();
    http.authenticationProvider(signIn.asProvider())
        .securityContext(context -> context.securityContextRepository(sessions))
        .requestCache(AbstractHttpConfigurer::disable)
        .authorizeHttpRequests(AccessConfiguration::rules)
        .csrf(AccessConfiguration::csrf)
        .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
        .logout(logout ->
            logout
                .logoutUrl("/logout")
                .logoutSuccessHandler(
                    new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
        .exceptionHandling(exceptions ->
            exceptions.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .headers(AccessConfiguration::headers);
    if (providers.getIfAvailable() instanceof Iterable<?> registrations) {
      var tokens = new BearerTokens(properties.oidc()).resolver(registrations);
      http.oauth2ResourceServer(server ->
          server
              .authenticationManagerResolver(tokens)
              .authenticationEntryPoint(refusals)
              .accessDeniedHandler(refusals));
      http.oauth2Login(login ->
          login
              .loginPage("/")
              .defaultSuccessUrl("/", true)
              .failureUrl("/?sign-in=failed")
              .userInfoEndpoint(
                  user -> user.userAuthoritiesMapper(new OidcRoles(properties.oidc()))));
    }
    return http.build();
  }

  private static void rules(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    requests
        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
        .permitAll()
        .requestMatchers(OPEN)
        .permitAll()
        .requestMatchers("/login", "/v2/authentication/sign-in")
        .permitAll()
        .requestMatchers("/v2/audit-logs/**")
        .hasRole(Role.ADMIN.name())
        .requestMatchers(HttpMethod.GET, "/v2/**")
        .hasRole(Role.VIEWER.name())
        .requestMatchers(AccessConfiguration::isQuestion)
        .hasRole(Role.VIEWER.name())
        .requestMatchers("/v2/**")
        .hasRole(Role.OPERATOR.name())
        .requestMatchers(HttpMethod.GET)
        .permitAll()
        .requestMatchers(HttpMethod.HEAD)
        .permitAll()
        .anyRequest()
        .denyAll();
  }

  private static boolean isQuestion(HttpServletRequest request) {
    var path = request.getRequestURI();
    return request.getMethod().equals("POST")
        && path.startsWith("/v2/")
        && (path.endsWith("/search") || path.contains("/statistics/"));
  }

  private static void csrf(CsrfConfigurer<HttpSecurity> csrf) {
    var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
    tokens.setCookieName(CSRF);
    tokens.setHeaderName(CSRF);
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
    csrf.csrfTokenRepository(tokens)
        .csrfTokenRequestHandler(new EagerTokens())
        .ignoringRequestMatchers("/login")
        .ignoringRequestMatchers(AccessConfiguration::cannotBeForged);
  }

  /// Makes the token at once, so that its cookie comes with the first answer to anything.
  private static final class EagerTokens extends CsrfTokenRequestAttributeHandler {

    @Override
    public void handle(
        HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
      super.handle(request, response, token);
      token.get().getToken();
    }
  }

  /// Without a session a page of another site has nothing to misuse, and it cannot send credentials
  /// in a header without asking us first.
  private static boolean cannotBeForged(HttpServletRequest request) {
    return request.getHeader("Authorization") != null || request.getSession(false) == null;
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
  }
}
