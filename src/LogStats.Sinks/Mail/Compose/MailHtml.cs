using System.Net;
using System.Text;

namespace LogStats.Sinks.Mail.Compose;

/// <summary>
/// A mail's text and tables as HTML: everything encoded, nothing loaded from anywhere, no script. The style stands once, at the
/// front; a mail program that drops it shows the same table, plainer.
/// </summary>
internal static class MailHtml
{
    private const string Style = """
        body{margin:0;padding:20px;background:#fff;color:#1f2328;font:14px/1.45 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}
        h1{margin:0 0 14px;font-size:19px;line-height:1.3}
        h2{margin:18px 0 8px;font-size:15px}
        pre{margin:0 0 18px;white-space:pre-wrap;font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
        table{border-collapse:collapse;border-top:1px solid #d8dee4;font-size:13px}
        th,td{padding:5px 12px;border-bottom:1px solid #d8dee4;vertical-align:top}
        th{background:#f3f5f7;font-weight:600;white-space:nowrap}
        """;

    public static string Write(string title, string body, IReadOnlyList<RowTable> tables)
    {
        StringBuilder html = new(4096);
        _ = html.Append("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>").Append(Safe(title)).Append("</title>\n<style>\n")
            .Append(Style.ReplaceLineEndings("\n")).Append("\n</style></head>\n<body>\n<h1>").Append(Safe(title)).Append("</h1>\n");
        if (body.Length > 0)
        {
            _ = html.Append("<pre>").Append(Safe(body.TrimEnd('\n'))).Append("</pre>\n");
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
            _ = html.Append("<h2>").Append(Safe(table.Name)).Append("</h2>\n");
        }

        _ = html.Append("<table cellspacing=\"0\" cellpadding=\"5\">\n");
        if (table.Rows.Count == 1)
        {
            for (int column = 0; column < table.Columns.Count; column++)
            {
                _ = html.Append("<tr><th align=\"left\">").Append(Safe(table.Columns[column].Name))
                    .Append("</th><td>").Append(Safe(table.Rows[0][column])).Append("</td></tr>\n");
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
            _ = html.Append("<th align=\"").Append(table.IsNumber(column) ? "right" : "left").Append("\">")
                .Append(Safe(table.Columns[column].Name)).Append("</th>");
        }

        _ = html.Append("</tr>\n");
        foreach (string[] row in table.Rows)
        {
            _ = html.Append("<tr>");
            for (int column = 0; column < row.Length; column++)
            {
                _ = html.Append(table.IsNumber(column) ? "<td align=\"right\" nowrap>" : table.IsWhole(column) ? "<td nowrap>" : "<td>").Append(Safe(row[column])).Append("</td>");
            }

            _ = html.Append("</tr>\n");
        }
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
