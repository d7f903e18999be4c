using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LogStats.Report;

namespace LogStats.Tests.Report;

public partial class ReportPageTests
{
    private const string Hostile = "</script><script>alert(1)</script>\u202e\u2028&amp;'";

    [Fact]
    public void Nothing_from_a_log_can_end_the_data_or_turn_the_page()
    {
        string line = ReportLogs.Line(ReportLogs.Start, "/\u202egnp.exe/<img src=x onerror=alert(1)>", agent: "</script><script>alert(1)</script>");
        ReportBuilder builder = new(TimeProvider.System);
        builder.Add(ReportLogs.Measure([line, Hostile]));
        string page = Encoding.UTF8.GetString(builder.Build(new ReportOptions { Title = Hostile }));

        Assert.Equal(2, Regex.Count(page, "<script[ >]"));
        Assert.Equal(2, Regex.Count(page, "</script"));
        Assert.DoesNotContain('\u202e', page);
        Assert.DoesNotContain('\u2028', page);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_lets_only_the_pages_own_script_and_style_be()
    {
        string page = Encoding.UTF8.GetString(ReportLogs.Page(ReportLogs.Measure([ReportLogs.Line(ReportLogs.Start, "/")])));
        string policy = Policy().Match(page).Groups[1].Value;

        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains(Hash(Script().Match(page).Groups[1].Value), policy, StringComparison.Ordinal);
        Assert.Contains(Hash(Style().Match(page).Groups[1].Value), policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("connect-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", Script().Match(page).Groups[1].Value.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_is_replaced_says_how_often_to_look_and_may_ask_for_itself()
    {
        byte[] page = new ReportBuilder(TimeProvider.System).Build(new ReportOptions { Refresh = TimeSpan.FromMinutes(5) });

        Assert.Contains("connect-src 'self'", Encoding.UTF8.GetString(page), StringComparison.Ordinal);
        Assert.Equal(300, new ReportData(page).Head.GetProperty("refresh").GetInt32());
    }

    [Fact]
    public void Inputs_without_a_record_keep_their_first_line_that_did_not_fit()
    {
        ReportData data = new(ReportLogs.Page(ReportLogs.Measure([.. Enumerable.Repeat(ReportLogs.Line(ReportLogs.Start, "/"), 3), "no request at all"])));

        Assert.Equal("no request at all", data.Head.GetProperty("inputs")[0].GetProperty("lines").GetProperty("reasons")[0].GetProperty("first").GetString());
    }

    [Fact]
    public void Scripts_set_text_and_never_markup()
    {
        foreach (string name in typeof(ReportPage).Assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".js", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(typeof(ReportPage).Assembly.GetManifestResourceStream(name)!);
            string script = reader.ReadToEnd();
            Assert.All((string[])["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc"], word =>
                Assert.DoesNotContain(word, script, StringComparison.Ordinal));
        }
    }

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
