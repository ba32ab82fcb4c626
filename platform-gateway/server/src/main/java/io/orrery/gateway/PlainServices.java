package io.orrery.gateway;

import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.devh.boot.grpc.server.interceptor.GlobalServerInterceptorRegistry;
import net.devh.boot.grpc.server.scope.GrpcRequestScope;
import net.devh.boot.grpc.server.service.GrpcService;
import net.devh.boot.grpc.server.service.GrpcServiceDefinition;
import net.devh.boot.grpc.server.service.GrpcServiceDiscoverer;
import org.springframework.context.ApplicationContext;

/// The services to serve, with the global interceptors of the application but without the starter's
/// request scope: nobody uses it here, and it would cost every call a context and a listener.
record PlainServices(ApplicationContext context) implements GrpcServiceDiscoverer {

  @Override
  public Collection<GrpcServiceDefinition> findGrpcServices() {
    var interceptors =
        context.getBean(GlobalServerInterceptorRegistry.class).getServerInterceptors().stream()
            .filter(interceptor -> !(interceptor instanceof GrpcRequestScope))
            .toList();
    List<GrpcServiceDefinition> services = new ArrayList<>();
    for (var name : context.getBeanNamesForAnnotation(GrpcService.class)) {
      var service = context.getBean(name, BindableService.class);
      services.add(
          new GrpcServiceDefinition(
              name,
              service.getClass(),
              ServerInterceptors.interceptForward(service.bindService(), interceptors)));
    }
    return services;
  }
}
