using System.Text.Json;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Text;

namespace LogStats.Sinks.Tests.Text;

/// <summary>Refused rows are kept with their reasons.</summary>
public sealed class RefusedRowFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Each_row_is_a_line_that_begins_with_the_reason_and_lines_are_added()
    {
        string path = _folder["refused.jsonl"];
        foreach (long number in (long[])[1, 2])
        {
            using RefusedRowFile file = new(path);
            file.Add(new PlainRow("a", number), "value \"too\" long");
        }

        string[] lines = File.ReadAllLines(path);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("{\"RefusedBecause\":\"value ", lines[0], StringComparison.Ordinal);
        JsonElement last = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal("value \"too\" long", last.GetProperty("RefusedBecause").GetString());
        Assert.Equal(2, last.GetProperty("Number").GetInt64());
    }

    [Fact]
    public void No_file_is_made_while_nothing_was_refused()
    {
        using (new RefusedRowFile(_folder["refused.jsonl"]))
        {
        }

        Assert.False(File.Exists(_folder["refused.jsonl"]));
    }

    public void Dispose() => _folder.Dispose();
}
