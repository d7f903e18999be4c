using System.Net;
using System.Text;

namespace LogStats.Sinks.Mail.Compose;

/// <summary>
/// A mail's text and tables as HTML: everything encoded, nothing loaded from anywhere, no script, and every style where it is
/// used, because many mail programs drop all others.
/// </summary>
internal static class MailHtml
{
    private const string Font = "font:14px/1.45 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
    private const string Mono = "font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace";
    private const string Cell = "padding:5px 12px;border-bottom:1px solid #d8dee4;vertical-align:top";
    private const string Head = Cell + ";background:#f3f5f7;font-weight:600;text-align:left;white-space:nowrap";

    public static string Write(string title, string body, IReadOnlyList<RowTable> tables)
    {
        StringBuilder html = new(4096);
        _ = html.Append("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>").Append(Safe(title)).Append("</title></head>\n")
            .Append("<body style=\"margin:0;padding:20px;background:#ffffff;color:#1f2328;").Append(Font).Append("\">\n")
            .Append("<h1 style=\"margin:0 0 14px;font-size:19px;line-height:1.3\">").Append(Safe(title)).Append("</h1>\n");
        if (body.Length > 0)
        {
            _ = html.Append("<pre style=\"margin:0 0 18px;white-space:pre-wrap;").Append(Mono).Append("\">")
                .Append(Safe(body.TrimEnd('\n'))).Append("</pre>\n");
        }

        foreach (RowTable table in tables)
        {
            Table(table, tables.Count > 1, html);
        }

        return html.Append("</body></html>\n").ToString();
    }

    private static void Table(RowTable table, bool named, StringBuilder html)
    {
        if (named)
        {
            _ = html.Append("<h2 style=\"margin:18px 0 8px;font-size:15px\">").Append(Safe(table.Name)).Append("</h2>\n");
        }

        _ = html.Append("<table cellspacing=\"0\" style=\"border-collapse:collapse;border-top:1px solid #d8dee4;font-size:13px\">\n");
        if (table.Rows.Count == 1)
        {
            for (int column = 0; column < table.Columns.Count; column++)
            {
                _ = html.Append("<tr><th style=\"").Append(Head).Append("\">").Append(Safe(table.Columns[column].Name))
                    .Append("</th><td style=\"").Append(Cell).Append("\">").Append(Safe(table.Rows[0][column])).Append("</td></tr>\n");
            }
        }
        else
        {
            Rows(table, html);
        }

        _ = html.Append("</table>\n");
    }

    private static void Rows(RowTable table, StringBuilder html)
    {
        _ = html.Append("<tr>");
        for (int column = 0; column < table.Columns.Count; column++)
        {
            _ = html.Append("<th style=\"").Append(Head).Append(Side(table, column)).Append("\">")
                .Append(Safe(table.Columns[column].Name)).Append("</th>");
        }

        _ = html.Append("</tr>\n");
        foreach (string[] row in table.Rows)
        {
            _ = html.Append("<tr>");
            for (int column = 0; column < row.Length; column++)
            {
                _ = html.Append("<td style=\"").Append(Cell).Append(Side(table, column)).Append("\">").Append(Safe(row[column])).Append("</td>");
            }

            _ = html.Append("</tr>\n");
        }
    }

    private static string Side(RowTable table, int column) => table.IsNumber(column) ? ";text-align:right;white-space:nowrap" : "";

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
