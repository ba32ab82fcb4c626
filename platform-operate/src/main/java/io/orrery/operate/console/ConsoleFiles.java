package io.orrery.operate.console;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/// Files by their names; every other path that is not the API's is one of the console's own, and
/// gets its page.
public final class ConsoleFiles implements WebMvcConfigurer {

  private static final String[] LOCATIONS = {
    "classpath:/META-INF/resources/", "classpath:/static/console/"
  };

  private static final Set<String> NOT_OURS =
      Set.of("v2", "login", "logout", "oauth2", "actuator", "error");

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    // Names below it have a hash of what is in the file.
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(assets())
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    registry
        .addResourceHandler("/**")
        .addResourceLocations(LOCATIONS)
        .setCacheControl(CacheControl.noCache())
        .resourceChain(false)
        .addResolver(new PageResolver());
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addViewController("/").setViewName("forward:/index.html");
  }

  private static String[] assets() {
    var assets = LOCATIONS.clone();
    for (var at = 0; at < assets.length; at++) {
      assets[at] += "assets/";
    }
    return assets;
  }

  private static final class PageResolver extends PathResourceResolver {

    @Override
    protected @Nullable Resource getResource(String path, Resource location) throws IOException {
      var file = super.getResource(path, location);
      if (file != null) {
        return file;
      }
      return isPage(path) ? super.getResource("index.html", location) : null;
    }

    private static boolean isPage(String path) {
      var first = path.split("/", 2)[0];
      var last = path.substring(path.lastIndexOf('/') + 1);
      return !NOT_OURS.contains(first) && !last.contains(".");
    }
  }
}
