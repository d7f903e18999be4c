namespace LogStats.Sinks.Tests.Http;

/// <summary>
/// What the Idempotency-Key is for: a message is stored once for each key, and a repeat gets the answer that the first one got.
/// Used by one connection at a time.
/// </summary>
internal sealed class HttpStore
{
    private readonly Dictionary<string, HttpRobot.Reply> _known = new(StringComparer.Ordinal);

    public List<long> Rows { get; } = [];

    public int Repeats { get; private set; }

    /// <summary>Rows that are refused; a message with one is refused as a whole.</summary>
    public HashSet<long> Bad { get; init; } = [];

    /// <summary>A larger body is refused.</summary>
    public int Largest { get; init; } = int.MaxValue;

    public HttpRobot.Reply Take(HttpRobot.Request request)
    {
        if (_known.TryGetValue(request.Key, out HttpRobot.Reply? known))
        {
            Repeats++;
            return known;
        }

        IReadOnlyList<long> numbers = request.Numbers;
        HttpRobot.Reply reply = request.Body.Length > Largest ? new(413, "too large")
            : numbers.Any(Bad.Contains) ? new(422, "a row is not liked")
            : new(200, "{\"ok\":true}");
        if (reply.Status == 200)
        {
            Rows.AddRange(numbers);
            _known.Add(request.Key, reply);
        }

        return reply;
    }
}
