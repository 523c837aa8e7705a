package example.spring;

import io.portreeve.gateway.embedding.Pass;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Notes in a folder, by Spring AI, with a gateway in front of them. */
@SpringBootApplication
public class NotesApplication {
  public static void main(String[] args) {
    SpringApplication.run(NotesApplication.class, args);
  }

  @Bean
  Pass pass() {
    return Pass.fresh();
  }

  /** Nobody is answered but the front. */
  @Bean
  Filter onlyTheFront(Pass pass) {
    return (request, response, chain) -> {
      var shown = ((HttpServletRequest) request).getHeaders(Pass.FIELD);
      if (pass.opens(Collections.list(shown))) {
        chain.doFilter(request, response);
      } else {
        ((HttpServletResponse) response).sendError(401);
      }
    };
  }
}
