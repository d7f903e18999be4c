using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using LogStats.Sinks;
using LogStats.Sinks.InfluxDb;
using Xunit;

namespace LogStats.Servers.Tests.Influx;

/// <summary>Texts of every kind go into a real server as tags and as fields, and come back.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class InfluxTextTests
{
    private const int Texts = 4000;

    /// <summary>What is awkward somewhere: in the protocol, in JSON, in UTF-8.</summary>
    private static readonly string[] s_awkward =
    [
        " ", "  ", ",", "=", "\\", "\\\\", "\"", "\n", "\r", "\t", "\0", "\u007f", "#", "a=b,c d", "\\,", "\\ ", "\\=", "\\\"", "\\n", "x\\", "x\\\\", "x\\,",
        "é", "漢字", "😀", "\u2028", "\u202e", "''", "nil", "NaN", "1i", "true", "\ud800", "\\x0a",
    ];

    [NeedsFact(InfluxServer.Program)]
    public async Task TextsComeBackAsTheyWere()
    {
        await using InfluxServer server = await InfluxServer.StartAsync();
        await server.AskAsync("CREATE DATABASE logs");
        Random dice = new(20261121);
        DateTimeOffset first = Readings.Lately(TimeSpan.FromHours(2));
        Reading[] rows = [.. Enumerable.Range(0, Texts).Select(i => new Reading
        {
            Time = first.AddSeconds(i),
            Place = Any(dice),
            Text = Any(dice),
            Number = i,
            Key = new RecordKey(1, i * 100, 0),
        })];
        Refusals refused = new();
        await using InfluxSink sink = InfluxSink.Open(new InfluxSinkOptions
        {
            Server = server.Address,
            Database = "logs",
            User = "admin",
            Password = InfluxServer.Password,
            Tags = ["Place"],
            Refused = refused,
        });

        _ = await sink.WriteAsync(rows, CancellationToken.None);

        Assert.Empty(refused.All);
        Dictionary<long, Dictionary<string, JsonElement>> points = (await server.RowsAsync("SELECT * FROM reading", "logs"))
            .ToDictionary(point => point["Number"].GetInt64());
        Assert.Equal(rows.Length, points.Count);
        foreach (Reading row in rows)
        {
            Dictionary<string, JsonElement> point = points[row.Number!.Value];
            Assert.Equal(AsTag(row.Place!), point["Place"].GetString() ?? "");
            Assert.Equal(Utf8(row.Text!), point["Text"].GetString());
        }
    }

    private static string Any(Random dice)
    {
        StringBuilder text = new();
        for (int part = dice.Next(4); part >= 0; part--)
        {
            _ = dice.Next(2) == 0 ? text.Append(s_awkward[dice.Next(s_awkward.Length)]) : text.Append((char)dice.Next(32, 0x2FF));
        }

        return dice.Next(20) == 0 ? "" : text.ToString();
    }

    /// <summary>Said once more and plainly: control characters and a backslash at the end are written out.</summary>
    private static string AsTag(string text)
    {
        string value = string.Concat(Utf8(text).Select(letter => letter is < ' ' or '\u007f' ? $"\\x{(int)letter:x2}" : letter.ToString()));
        return value.EndsWith('\\') ? value + "x5c" : value;
    }

    /// <summary>Halves of surrogate pairs cannot be written in UTF-8.</summary>
    private static string Utf8(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
