package io.linli.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The registry, on a port of its own that people do not reach, open to those who know its secret: whoever registers has
 * people's requests sent to them. Where registries stand apart ({@code LINLI_REGISTRY}), this process has none.
 */
@Configuration(proxyBeanMethods = false)
class RegistrySettings {

    static final int SHORTEST_SECRET = 16;
    static final String USER = "linli";

    private static final String PATH = "/eureka";

    RegistrySettings(@Value("${linli.registry.secret}") String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new SecretShort();
        }
    }

    static final class SecretShort extends RuntimeException {}

    @Bean
    FilterRegistrationBean<Guard> guard(
            @Value("${linli.registry.port}") int port, @Value("${linli.registry.secret}") String secret) {
        var registration = new FilterRegistrationBean<>(new Guard(port, secret));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("linli.registry.own")
    @EnableEurekaServer
    static class Own {

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> registryPort(
                @Value("${linli.registry.port}") int port, @Value("${linli.registry.address}") String address) {
            return tomcat -> {
                var connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
                connector.setPort(port);
                connector.setProperty("address", address);
                tomcat.addAdditionalConnectors(connector);
            };
        }
    }

    /** What is for the registry comes by its port and with the secret; nothing else does. */
    static final class Guard extends OncePerRequestFilter {

        private final int port;
        private final byte[] expected;

        Guard(int port, String secret) {
            this.port = port;
            var credentials = (USER + ":" + secret).getBytes(StandardCharsets.UTF_8);
            this.expected =
                    ("Basic " + Base64.getEncoder().encodeToString(credentials)).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            // as the container reads it, whatever dots and percents it was written with
            var path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
            boolean forRegistry = path.equals(PATH) || path.startsWith(PATH + "/");
            if (forRegistry != (request.getLocalPort() == port)) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            } else if (forRegistry && !knowsSecret(request)) {
                response.setHeader("WWW-Authenticate", "Basic realm=\"registry\"");
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            } else {
                chain.doFilter(request, response);
            }
        }

        private boolean knowsSecret(HttpServletRequest request) {
            var given = request.getHeader("Authorization");
            return given != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
        }
    }
}
