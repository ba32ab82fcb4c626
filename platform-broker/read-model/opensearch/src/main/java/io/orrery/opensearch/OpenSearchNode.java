package io.orrery.opensearch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.analysis.common.CommonAnalysisModulePlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/// One node on loopback, without security, with the plug-ins that are on the class path. Arguments:
/// the folder of its data, and its port. It ends when its standard input does, so that it never
/// outlives who started it.
public final class OpenSearchNode extends Node {

  private static final String JAVA_OF_PLUGINS = "21";

  private OpenSearchNode(Settings settings) {
    super(
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "orrery-tests"),
        List.of(plugin(Netty4ModulePlugin.class), plugin(CommonAnalysisModulePlugin.class)),
        false);
  }

  private static PluginInfo plugin(Class<? extends Plugin> type) {
    return new PluginInfo(
        type.getSimpleName(),
        "on the class path",
        Version.CURRENT.toString(),
        Version.CURRENT,
        JAVA_OF_PLUGINS,
        type.getName(),
        null,
        List.of(),
        false);
  }

  private static Settings settings(Path data, int port) {
    return Settings.builder()
        .put("path.home", data.toString())
        .put("discovery.type", "single-node")
        .put("network.host", "127.0.0.1")
        .put("http.port", port)
        .put("transport.port", "0")
        .put("cluster.routing.allocation.disk.threshold_enabled", false)
        .build();
  }

  /// Runs until the standard input ends.
  public static void main(String[] arguments) throws IOException, NodeValidationException {
    var settings = settings(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    try (var _ = new OpenSearchNode(settings).start()) {
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
