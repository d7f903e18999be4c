using System.Net;
using System.Security.Cryptography;
using System.Text;
using LogStats.Scan;

namespace LogStats.Report;

/// <summary>
/// Puts page, style, script and data together to one file that needs nothing else. A browser runs no other script and takes
/// no other style than these: their hashes stand in the page's security policy.
/// </summary>
internal static class ReportPage
{
    /// <summary>What stands before the data, and stands nowhere else: by this the data are found again.</summary>
    public const string DataStart = "<script type=\"application/json\" id=\"logstats-report\">";

    public const string DataEnd = "</script>";

    /// <summary>In the order in which they build on each other.</summary>
    private static readonly string[] s_scripts = ["data.js", "text.js", "range.js", "charts.js", "cards.js", "tables.js", "account.js", "page.js"];

    private static readonly Lazy<string> s_style = new(static () => Text("report.css"));
    private static readonly Lazy<string> s_script = new(static () => $"\"use strict\";\n(() => {{\n{string.Concat(s_scripts.Select(Text))}}})();\n");

    /// <param name="data">JSON in which &lt;, &gt; and &amp; are escaped.</param>
    /// <param name="options">How the page is.</param>
    public static byte[] Write(byte[] data, ReportOptions options)
    {
        string policy = $"default-src 'none'; script-src {Hash(s_script.Value)}; style-src {Hash(s_style.Value)}; img-src data:; "
            + $"base-uri 'none'; form-action 'none'{(options.Refresh is null ? "" : "; connect-src 'self'")}";
        string[] parts = Text("report.html").Split("{{", StringSplitOptions.None);
        using MemoryStream page = new();
        Put(page, parts[0]);
        foreach (string part in parts.Skip(1))
        {
            int end = part.IndexOf("}}", StringComparison.Ordinal);
            switch (part[..end])
            {
                case "policy":
                    Put(page, policy);
                    break;
                case "theme":
                    Put(page, options.Theme.ToString().ToLowerInvariant());
                    break;
                case "title":
                    Put(page, WebUtility.HtmlEncode(LineText.Show(options.Title ?? "Log report")));
                    break;
                case "style":
                    Put(page, s_style.Value);
                    break;
                case "script":
                    Put(page, s_script.Value);
                    break;
                case "data":
                    Put(page, DataStart);
                    page.Write(data);
                    Put(page, DataEnd);
                    break;
            }

            Put(page, part[(end + 2)..]);
        }

        return page.ToArray();
    }

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static void Put(MemoryStream page, string text) => page.Write(Encoding.UTF8.GetBytes(text));

    private static string Text(string name)
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream($"Report/{name}")!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
