using System.Collections;
using System.Globalization;
using LogStats.Faults;

namespace LogStats.Sinks.RabbitMq;

/// <summary>
/// How a queue is declared. Brokers take <c>"false"</c> for a text that is not empty, and refuse a limit that is no number: what
/// is typed as text gets the type here that the option has.
/// </summary>
public sealed record QueueOptions
{
    private static readonly string[] s_flags = ["x-single-active-consumer"];

    private static readonly string[] s_numbers =
    [
        "x-max-length", "x-max-length-bytes", "x-message-ttl", "x-expires", "x-max-priority", "x-delivery-limit",
        "x-quorum-initial-group-size", "x-max-in-memory-length", "x-max-in-memory-bytes", "x-stream-max-segment-size-bytes",
    ];

    private readonly SortedDictionary<string, object?> _arguments = new(StringComparer.Ordinal);

    /// <summary>Whether the queue outlives the broker. True if not said otherwise.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Whether it goes with its last consumer.</summary>
    public bool AutoDelete { get; init; }

    /// <summary>Whether it has to be there already.</summary>
    public bool Passive { get; init; }

    /// <summary>The broker's own options, such as <c>x-queue-type</c>.</summary>
    public IReadOnlyDictionary<string, object?> Arguments => _arguments;

    /// <summary>Whether a name is one of these.</summary>
    public static bool Knows(string name) => name.StartsWith("x-", StringComparison.OrdinalIgnoreCase)
        || Plain(name) is "durable" or "autodelete" or "passive" or "exclusive" or "queuetype" or "arguments";

    /// <summary>Options by their names, as the broker, the client libraries and this module write them; null for none.</summary>
    /// <exception cref="LogStatsException">One is none, or has a value that it cannot have.</exception>
    public static QueueOptions? Of(IEnumerable<KeyValuePair<string, object?>> given)
    {
        QueueOptions options = new();
        bool any = false;
        foreach ((string name, object? value) in given)
        {
            any = true;
            options = options.With(name.Trim(), value);
        }

        return any ? options : null;
    }

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    private QueueOptions With(string name, object? value)
    {
        switch (Plain(name))
        {
            case "durable":
                return this with { Durable = Flag(name, value) };
            case "autodelete":
                return this with { AutoDelete = Flag(name, value) };
            case "passive":
                return this with { Passive = Flag(name, value) };
            case "exclusive" when Flag(name, value):
                throw Fail.Value("the queue option exclusive", "true", "false: such a queue is deleted, with all in it, when this connection ends");
            case "exclusive":
                return this;
            case "queuetype":
                _arguments["x-queue-type"] = Text(value);
                return this;
            case "arguments" when value is IDictionary arguments:
                return arguments.Cast<DictionaryEntry>().Aggregate(this, static (all, one) => all.With(Text(one.Key), one.Value));
        }

        string argument = name.ToLowerInvariant();
        if (!argument.StartsWith("x-", StringComparison.Ordinal))
        {
            throw Fail.Value("a queue option", name, "durable, autodelete, passive, exclusive, or an argument of the broker such as x-queue-type or x-max-length");
        }

        _arguments[argument] = Argument(argument, value);
        return this;
    }

    private static object? Argument(string name, object? value) => value switch
    {
        null => null,
        _ when s_numbers.Contains(name) => Number(name, value),
        _ when s_flags.Contains(name) => Flag(name, value),
        string text => text,
        bool flag => flag,
        sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => Text(value),
    };

    private static bool Flag(string name, object? value) => value switch
    {
        bool flag => flag,
        _ => Text(value).ToLowerInvariant() switch
        {
            "true" or "yes" or "on" or "1" => true,
            "false" or "no" or "off" or "0" => false,
            var text => throw Fail.Value($"the queue option {name}", text, "true or false"),
        },
    };

    private static long Number(string name, object value)
        => long.TryParse(Text(value), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Fail.Value($"the queue option {name}", Text(value), "a whole number");

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() ?? "";
}
