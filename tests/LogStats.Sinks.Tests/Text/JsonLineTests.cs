using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Text;
using LogStats.Sinks.Writer;

namespace LogStats.Sinks.Tests.Text;

/// <summary>JSON lines, read back with System.Text.Json.</summary>
public sealed class JsonLineTests
{
    [Fact]
    public void Every_column_is_there_and_typed()
    {
        Assert.Equal(
            """
            {"Number":3,"Time":"2019-03-05T03:26:40.411+01:00","EndTime":null,"Module":"PORTAL-PRODUCTS-RW","Directory":"/data/2019/3","Host":"client3.example.org","Address":"192.0.2.3","Sent":3000,"Received":3,"Duration":null,"ExitCode":null,"Text":"a&b=<c>+'d' é漢😀"}
            {"Number":10,"Time":"2019-03-05T03:26:41.37+01:00","EndTime":"2019-03-05T03:26:51.37+01:00","Module":"RAP-SDS","Directory":null,"Host":"client10.example.org","Address":"192.0.2.10","Sent":10000,"Received":10,"Duration":10,"ExitCode":23,"Text":null}

            """.ReplaceLineEndings("\n"),
            TextBytes.Of(TextForm.JsonLine, new Sample(3) { Text = "a&b=<c>+'d' é漢😀" }, new Sample(10) { Text = null }));
    }

    [Fact]
    public void Any_text_comes_back_and_stays_on_one_line()
        => Check.One(Config.QuickThrowOnFailure, Prop.ForAll<string?>(static text =>
        {
            string line = TextBytes.Of(TextForm.JsonLine, Samples.Of(text));
            Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
            Assert.Equal(text is null ? null : TextBytes.Valid(text), Parse(line).GetProperty("Text").GetString());
        }));

    [Fact]
    public void Any_number_comes_back()
        => Check.One(Config.QuickThrowOnFailure, Prop.ForAll<int>(static number =>
        {
            Sample sample = new(number * 1_000_003L);
            JsonElement row = Parse(TextBytes.Of(TextForm.JsonLine, sample));
            Assert.Equal(sample.Number, row.GetProperty("Number").GetInt64());
            Assert.Equal(sample.Time, row.GetProperty("Time").GetDateTimeOffset());
            Assert.Equal(sample.Time.Offset, row.GetProperty("Time").GetDateTimeOffset().Offset);
        }));

    [Fact]
    public void Every_character_comes_back_and_none_that_a_terminal_obeys_is_raw()
    {
        // Each one where scripts are dense, samples beyond.
        IEnumerable<int> codes = Enumerable.Range(0, 0x3000).Concat(Enumerable.Range(0, 0x1000).Select(static i => 0x3000 + (i * 253)));
        string[] texts =
        [
            .. codes.Select(static code => code is >= 0xD800 and <= 0xDFFF ? $"a{(char)code}b" : $"a{char.ConvertFromUtf32(code)}b"),
        ];
        string[] lines = TextBytes.Of(TextForm.JsonLine, [.. texts.Select(Samples.Of)]).TrimEnd('\n').Split('\n');
        Assert.Equal(texts.Select(TextBytes.Valid), lines.Select(static line => Parse(line).GetProperty("Text").GetString()));
        Assert.All(lines, static line => Assert.DoesNotContain(line,
            static c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u202E' or '\u2066'));
    }

    [Fact]
    public void Long_text_comes_back()
    {
        string text = string.Concat(Enumerable.Repeat("0123456\"\\\nä😀", 1 << 16));
        Assert.Equal(text, Parse(TextBytes.Of(TextForm.JsonLine, Samples.Of(text))).GetProperty("Text").GetString());
    }

    [Fact]
    public void Rows_of_several_kinds_may_follow_each_other()
        => Assert.Equal("{\"Number\":1}\n{\"Number\":2}\n",
            TextBytes.Of(TextForm.JsonLine, new PlainRow("a", 1), new PlainRow("b", 2)));

    private static JsonElement Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
