package io.linli.settings;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * With a certificate authority of our own: a plain port beside the secure one, where a phone that does not trust it yet
 * gets it, and nothing else; and a daily look whether the certificate must be renewed.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "linli.tls", havingValue = Tls.SELF)
class OwnTlsSettings {

    private static final Logger log = LoggerFactory.getLogger(OwnTlsSettings.class);

    @Bean
    OwnAuthority authority(DataDirectory directory, Clock clock) {
        return Tls.authority(directory.home(), clock);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainPort(@Value("${linli.ca-port}") int port) {
        return tomcat -> {
            var connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
            connector.setPort(port);
            tomcat.addAdditionalConnectors(connector);
        };
    }

    @Bean
    FilterRegistrationBean<PlainPort> nothingElseInClear(@Value("${server.port}") int securePort) {
        var registration = new FilterRegistrationBean<>(new PlainPort(securePort));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    Renewal renewal(OwnAuthority authority, @Value("${linli.tls-names:}") String told) {
        return new Renewal(authority, told);
    }

    /** Looks daily; the server takes up changed files by itself. */
    static final class Renewal implements AutoCloseable {

        private final ScheduledExecutorService daily = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("certificate-renewal").daemon().factory());

        @SuppressWarnings("FutureReturnValueIgnored") // it never ends
        Renewal(OwnAuthority authority, String told) {
            daily.scheduleWithFixedDelay(() -> look(authority, told), 1, 1, TimeUnit.DAYS);
        }

        private static void look(OwnAuthority authority, String told) {
            try {
                if (authority.ensure(MachineNames.all(told))) {
                    log.info("The certificate of this server was renewed");
                }
            } catch (IOException e) {
                log.error("The certificate of this server cannot be renewed", e);
            }
        }

        @Override
        public void close() {
            daily.shutdownNow();
        }
    }

    /** Lets pass what a phone needs before it trusts us; all else goes to the secure port. */
    static final class PlainPort extends OncePerRequestFilter {

        private final int securePort;

        PlainPort(int securePort) {
            this.securePort = securePort;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var path = request.getRequestURI();
            if (request.isSecure() || path.equals("/ca") || path.startsWith("/ca/")) {
                chain.doFilter(request, response);
                return;
            }
            var secure = UriComponentsBuilder.newInstance()
                    .scheme("https")
                    .host(request.getServerName())
                    .port(securePort)
                    .path(path)
                    .build();
            response.sendRedirect(path.equals("/") ? "/ca" : secure.toUriString());
        }
    }
}
