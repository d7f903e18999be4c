using FsCheck;
using FsCheck.Fluent;
using LogStats.Faults;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Text;
using LogStats.Sinks.Writer;

namespace LogStats.Sinks.Tests.Text;

/// <summary>CSV, read back with a plain reader of RFC 4180.</summary>
public sealed class CsvTests
{
    private const int TextColumn = 11;

    private static readonly TextSinkOptions s_plain = new() { Form = TextForm.Csv, GuardFormulas = false };

    [Fact]
    public void It_has_a_header_and_ends_every_line_with_cr_lf()
        => Assert.Equal(
            "Number,Time,EndTime,Module,Directory,Host,Address,Sent,Received,Duration,ExitCode,Text\r\n"
            + "-3,2019-03-05T03:26:39.589+01:00,,PORTAL-PRODUCTS-RW,/data/2019/-3,client-3.example.org,192.0.2.-3,-3000,-3,,,\"a,b\"\r\n",
            TextBytes.Of(TextForm.Csv, new Sample(-3) { Text = "a,b" }));

    [Fact]
    public void Any_texts_come_back()
        => Check.One(Config.QuickThrowOnFailure, Prop.ForAll<string?[]>(static texts =>
        {
            List<List<string?>> records = ReferenceCsv.Read(TextBytes.Of(s_plain, [new Sample(0), .. texts.Select(Samples.Of)]));
            Assert.Equal(texts.Select(static text => text is null ? null : TextBytes.Valid(text)),
                records.Skip(2).Select(static record => record[TextColumn]));
            Assert.All(records, static record => Assert.Equal(TextColumn + 1, record.Count));
        }));

    [Theory]
    [InlineData("=cmd|' /C calc'!A1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("=\"x\",1")]
    public void A_text_that_a_spreadsheet_would_run_is_guarded(string text)
    {
        Assert.Equal("'" + text, Cell(TextBytes.Of(TextForm.Csv, Samples.Of(text))));
        Assert.Equal(text, Cell(TextBytes.Of(s_plain, Samples.Of(text))));
    }

    [Fact]
    public void The_guard_changes_no_other_text()
        => Check.One(Config.QuickThrowOnFailure, Prop.ForAll<NonNull<string>>(static given =>
        {
            string text = given.Get;
            string guard = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" : "";
            Assert.Equal(guard + TextBytes.Valid(text), Cell(TextBytes.Of(TextForm.Csv, Samples.Of(text))));
        }));

    [Fact]
    public void Rows_of_another_kind_do_not_fit_under_the_header()
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(
            static () => TextBytes.Of(TextForm.Csv, new PlainRow("a", 1), new PlainRow("b", 2)));
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.Contains("'a' and 'b'", fault.Message, StringComparison.Ordinal);
    }

    [NeedsToolFact("python3")]
    public void Python_reads_the_same()
    {
        const string Script =
            "import csv, sys; print([row['Text'] for row in csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8'))])";
        using TempFolder folder = new();
        File.WriteAllText(folder["a.csv"], TextBytes.Of(s_plain, Samples.Of("a,\"b\"\r\nc"), Samples.Of("é'")));
        Assert.Equal((0, "['a,\"b\"\\r\\nc', \"é'\"]\n"), Tool.Run("python3", "-c", Script, folder["a.csv"]));
    }

    private static string? Cell(string text) => ReferenceCsv.Read(text)[1][TextColumn];
}
