package io.orrery.standalone;

import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.elasticsearch.ElasticsearchSettings;
import io.orrery.readmodel.elasticsearch.documents.ElasticsearchReadModel;
import java.util.HashMap;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/// A read model in Elasticsearch. The way there is opened when it is first asked for.
@Configuration(proxyBeanMethods = false)
class ElasticsearchPart {

  private static final String PROPERTIES = "orrery.read-model.";

  /// Properties, by what an exporter calls the same.
  private static final List<String> SAME =
      List.of("url", "opensearch", "tls.ca-certificate", "tls.verification");

  @Bean(destroyMethod = "close")
  @Lazy
  ElasticsearchReadModel openReadModel(Environment environment) {
    var arguments = new HashMap<String, Object>();
    SAME.forEach(name -> arguments.put(name, property(environment, name)));
    arguments.put("authentication.username", property(environment, "user"));
    arguments.put("authentication.password", property(environment, "password"));
    arguments.put("authentication.api-key", property(environment, "api-key"));
    return ElasticsearchReadModel.open(
        ElasticsearchSettings.of(arguments), property(environment, "prefix"));
  }

  private static String property(Environment environment, String name) {
    return environment.getProperty(PROPERTIES + name, "");
  }

  @Bean
  @Lazy
  BatchOperations openBatchOperations(ElasticsearchReadModel openReadModel) {
    return openReadModel.batchOperations();
  }
}
