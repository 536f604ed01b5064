package io.linli.identity;

import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** How the API describes who may call: by session, by token, or anybody ({@link SecurityRequirements} without any). */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    private static final String SESSION = "session";
    private static final String CONFIRMED = "csrf";
    private static final String TOKEN = "token";
    private static final String CLIENT = "client";
    private static final Pattern AUTHORITY = Pattern.compile("hasAuthority\\('([^']+)'\\)");

    @Bean
    OperationCustomizer whoIsLetIn() {
        return (operation, handler) -> {
            boolean open = isOpen(handler);
            boolean reads = reads(handler);
            if (open) {
                operation.setSecurity(reads ? List.of() : List.of(new SecurityRequirement().addList(CONFIRMED)));
            } else {
                var session = new SecurityRequirement().addList(SESSION);
                operation.setSecurity(List.of(
                        reads ? session : session.addList(CONFIRMED),
                        new SecurityRequirement().addList(TOKEN, permissions(handler))));
                operation.getResponses().addApiResponse("401", new ApiResponse().$ref("NotSignedIn"));
            }
            if (!open || !reads) {
                operation.getResponses().addApiResponse("403", new ApiResponse().$ref("NotAllowed"));
            }
            return operation;
        };
    }

    private static boolean isOpen(HandlerMethod handler) {
        return handler.hasMethodAnnotation(SecurityRequirements.class)
                || handler.getBeanType().isAnnotationPresent(SecurityRequirements.class);
    }

    private static boolean reads(HandlerMethod handler) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        return mapping != null && Set.of(mapping.method()).equals(Set.of(RequestMethod.GET));
    }

    private static List<String> permissions(HandlerMethod handler) {
        var condition = handler.getMethodAnnotation(PreAuthorize.class);
        return condition == null
                ? List.of()
                : AUTHORITY
                        .matcher(condition.value())
                        .results()
                        .map(found -> found.group(1))
                        .toList();
    }

    @Bean
    OpenApiCustomizer waysIn(RolePermissions permissions) {
        return api -> {
            var parts = api.getComponents();
            parts.addSecuritySchemes(
                    SESSION,
                    new SecurityScheme()
                            .type(SecurityScheme.Type.APIKEY)
                            .in(SecurityScheme.In.COOKIE)
                            .name("SESSION")
                            .description("Set by POST /api/session or POST /api/guest/session"));
            parts.addSecuritySchemes(
                    CONFIRMED,
                    new SecurityScheme()
                            .type(SecurityScheme.Type.APIKEY)
                            .in(SecurityScheme.In.HEADER)
                            .name("X-XSRF-TOKEN")
                            .description("The value of the cookie XSRF-TOKEN, which any GET brings; not with a token"));
            var scopes = new Scopes();
            permissions.all().stream()
                    .sorted()
                    .forEach(permission -> scopes.addString(permission, "The permission " + permission));
            parts.addSecuritySchemes(
                    TOKEN,
                    new SecurityScheme()
                            .type(SecurityScheme.Type.OAUTH2)
                            .description("For programs; ./linli client add NAME --scope … opens a client")
                            .flows(new OAuthFlows()
                                    .clientCredentials(new OAuthFlow()
                                            .tokenUrl("/oauth2/token")
                                            .scopes(scopes))));
            parts.addSecuritySchemes(
                    CLIENT,
                    new SecurityScheme()
                            .type(SecurityScheme.Type.HTTP)
                            .scheme("basic")
                            .description("Name and secret of the client"));
            api.path("/oauth2/token", new PathItem().post(token()));
        };
    }

    private static Operation token() {
        var grant = text("The only kind that there is");
        grant.setEnum(List.of("client_credentials"));
        var asked = object("grant_type");
        asked.addProperty("grant_type", grant);
        asked.addProperty("scope", text("Some of the client's scopes, with spaces between; without it, all"));
        var seconds = new Schema<Object>();
        seconds.types(Set.of("integer"));
        var given = object("access_token", "token_type", "expires_in");
        given.addProperty("access_token", text("Goes into the header Authorization: Bearer …"));
        given.addProperty("token_type", text("Bearer"));
        given.addProperty("expires_in", seconds);
        given.addProperty("scope", text("What it is good for"));
        var refused = object("error");
        refused.addProperty("error", text("Such as invalid_client or invalid_scope (RFC 6749, section 5.2)"));
        refused.addProperty("error_description", text("In words"));
        refused.addProperty("error_uri", text("Where to read on"));
        return new Operation()
                .operationId("token")
                .addTagsItem("token")
                .summary("Give a program a token for its name and secret (RFC 6749, client credentials)")
                .security(List.of(new SecurityRequirement().addList(CLIENT)))
                .requestBody(
                        new RequestBody().required(true).content(content("application/x-www-form-urlencoded", asked)))
                .responses(new ApiResponses()
                        .addApiResponse("200", answer("A token, good for expires_in seconds", given))
                        .addApiResponse("400", answer("The request or the scope is not as it must be", refused))
                        .addApiResponse("401", answer("There is no such client, or the secret is wrong", refused))
                        .addApiResponse(ApiResponses.DEFAULT, answer("Refused, and why", refused)));
    }

    private static ApiResponse answer(String description, Schema<?> schema) {
        return new ApiResponse().description(description).content(content("application/json", schema));
    }

    private static Content content(String type, Schema<?> schema) {
        return new Content().addMediaType(type, new MediaType().schema(schema));
    }

    private static Schema<Object> object(String... required) {
        var schema = new Schema<Object>();
        schema.types(Set.of("object"));
        schema.required(List.of(required));
        return schema;
    }

    private static Schema<Object> text(String description) {
        var schema = new Schema<Object>();
        schema.types(Set.of("string"));
        schema.setDescription(description);
        return schema;
    }
}
