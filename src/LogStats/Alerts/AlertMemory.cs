using System.Text.Json;

namespace LogStats.Alerts;

/// <summary>What a watch knows of those it watches, to be kept over a restart together with how far its logs were read.</summary>
/// <param name="Now">The latest time that it was told, in UTC ticks.</param>
/// <param name="Subjects">Those who are watched.</param>
internal sealed record AlertMemory(long Now, IReadOnlyList<AlertMemory.Subject> Subjects)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("now", Now);
        json.WriteStartArray("subjects");
        foreach (Subject one in Subjects)
        {
            json.WriteStartObject();
            json.WriteString("name", one.Name);
            json.WriteNumber("seen", one.Seen);
            json.WriteNumber("mark", one.Mark);
            json.WriteNumber("held", one.Held);
            json.WriteNumber("missing", one.Missing);
            json.WriteNumber("missingSince", one.MissingSince);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <exception cref="KeyNotFoundException">It was never written so.</exception>
    /// <exception cref="InvalidOperationException">The same.</exception>
    /// <exception cref="FormatException">The same.</exception>
    public static AlertMemory Read(JsonElement json)
    {
        long now = Moment(json, "now");
        return new AlertMemory(now, [.. json.GetProperty("subjects").EnumerateArray().Select(one => new Subject(
            one.GetProperty("name").GetString() ?? throw new FormatException("a subject without a name"),
            Moment(one, "seen"), Moment(one, "mark"), Moment(one, "held"), Moment(one, "missing"), Moment(one, "missingSince")))]);
    }

    private static long Moment(JsonElement json, string name)
        => json.GetProperty(name).GetInt64() is long moment && (moment is >= 0 and < 3_155_378_975_999_999_999 or long.MaxValue)
            ? moment : throw new FormatException($"'{name}' is no time");

    /// <summary>One of them; see <see cref="AlertSubject"/>.</summary>
    internal readonly record struct Subject(string Name, long Seen, long Mark, long Held, long Missing, long MissingSince);
}
