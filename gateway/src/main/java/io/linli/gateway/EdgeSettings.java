package io.linli.gateway;

import jakarta.servlet.DispatcherType;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Everything that comes in goes to one of the instances that answer requests. */
@Configuration(proxyBeanMethods = false)
@LoadBalancerClients(defaultConfiguration = Choice.class)
class EdgeSettings {

    @Bean
    RouterFunction<ServerResponse> everything(LoadBalancerClient choice, @Value("${linli.edge.tries}") int tries) {
        return GatewayRouterFunctions.route("linli")
                .route(EdgeSettings::isAsked, HandlerFunctions.http())
                .filter(new Instances(choice, tries))
                .build();
    }

    // not a failure of our own, which the container would have shown by a page
    private static boolean isAsked(ServerRequest request) {
        return request.servletRequest().getDispatcherType() != DispatcherType.ERROR;
    }

    /** To the instances. No time limit but that for connecting: a stream goes on, an import takes as long as it takes. */
    @Bean
    ClientHttpRequestFactory toInstances(@Value("${linli.edge.connect}") Duration connect) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var factory = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(connect)
                        .executor(threads)
                        .build(),
                threads);
        factory.enableCompression(false); // what instance and browser agree on passes as it is
        return factory;
    }
}
