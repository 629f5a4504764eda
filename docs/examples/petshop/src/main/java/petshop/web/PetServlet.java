package petshop.web;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import petshop.model.Pet;
import petshop.store.Database;
import petshop.store.PetDao;

public class PetServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String species = request.getParameter("species");
        String sort = request.getParameter("sort");
        response.setContentType("text/html;charset=UTF-8");
        try (Connection connection = Database.shop()) {
            PetDao dao = new PetDao(connection);
            List<Pet> pets = species != null ? dao.bySpecies(species) : dao.sorted(sort == null ? "id" : sort);
            PrintWriter out = response.getWriter();
            out.println("<ul>");
            for (Pet pet : pets) {
                out.println("<li>" + Html.escape(pet.name()) + "</li>");
            }
            out.println("</ul>");
        } catch (SQLException e) {
            throw new ServletException("the shop's database does not answer", e);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        try (Connection connection = Database.shop()) {
            long id = Long.parseLong(request.getParameter("id"));
            int changed = new PetDao(connection).rename(id, request.getParameter("name"));
            response.setStatus(changed == 1 ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_NOT_FOUND);
        } catch (SQLException e) {
            throw new ServletException("the pet cannot be renamed", e);
        }
    }
}
