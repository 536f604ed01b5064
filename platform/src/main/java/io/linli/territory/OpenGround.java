package io.linli.territory;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.annotation.web.configurers.SecurityContextConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Everybody may read whose ground is whose and who answers for it (滨州市社会治理网格化服务管理条例 art. 6 has it posted),
 * also before signing in: a guest who reports must find the place.
 */
@Configuration(proxyBeanMethods = false)
class OpenGround {

    @Bean
    @Order(2)
    SecurityFilterChain groundForAll(HttpSecurity http) {
        return http.securityMatcher(OpenGround::isRead)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(CsrfConfigurer::disable)
                .securityContext(SecurityContextConfigurer::disable)
                .sessionManagement(SessionManagementConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .build();
    }

    private static boolean isRead(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return HttpMethod.GET.matches(request.getMethod())
                && path.startsWith("/api/territory/")
                && !path.startsWith("/api/territory/plans")
                && !path.startsWith("/api/territory/report")
                && !path.startsWith("/api/territory/grid-coverage");
    }
}
