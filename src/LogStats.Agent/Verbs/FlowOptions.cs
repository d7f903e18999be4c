using System.CommandLine;
using System.Globalization;
using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Tstat;

namespace LogStats.Agent.Verbs;

/// <summary>The arguments that only logs of tstat have.</summary>
/// <param name="withDocuments">The verb gives records, which may be the documents of the replaced program.</param>
internal sealed class FlowOptions(bool withDocuments)
{
    private readonly Option<string?> _size = new("--minimum-size")
    {
        Description = "tstat: only directions of flows of so many bytes or more, such as 1GB, 1000MB (of 1,000,000 bytes) or 1GiB",
        HelpName = "size",
    };

    private readonly Option<string?> _direction = new("--direction")
    {
        Description = "tstat: only what clients sent (in), or what servers did (out)",
        HelpName = "in|out",
    };

    private readonly Option<string?> _protocol = new("--protocol") { Description = "tstat: only these flows", HelpName = "tcp|udp" };

    private readonly Option<string?> _shape = new("--as")
    {
        Description = "tstat: flows, or the documents that tstat_send sent",
        HelpName = "flow|original",
    };

    private readonly Option<bool> _legacy = new("--legacy") { Description = "tstat: documents with the original's mistakes in the units of UDP" };

    private readonly Option<string?> _sensor = new("--sensor") { Description = "tstat: the sensor's name (this machine's by default)", HelpName = "name" };

    private readonly Option<string?> _instance = new("--instance") { Description = "tstat: which tstat of the sensor", HelpName = "name" };

    private readonly Option<int?> _prefix = NumberOption.Create("--prefix", 0, "tstat: how many bits networks of IPv4 have (24 by default)");

    private readonly Option<int?> _longPrefix = NumberOption.Create("--prefix-ipv6", 0, "tstat: how many bits networks of IPv6 have (48 by default)");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_size, _direction, _protocol, .. withDocuments ? (Option[])[_shape, _legacy, _sensor, _instance] : [_prefix, _longPrefix]])
        {
            command.Add(option);
        }
    }

    /// <summary>The request as it is where none of them was given.</summary>
    /// <exception cref="LogStatsException">A value is not what its option takes.</exception>
    public T Fill<T>(T request, ParseResult parsed)
        where T : ReadRequest
    {
        TstatOptions usual = new();
        TstatFilter filter = usual.Filter;
        TstatOptions options = usual with
        {
            Filter = filter with
            {
                MinimumSize = parsed.GetValue(_size) is string size ? Size(size) : filter.MinimumSize,
                Directions = Word("--direction", parsed.GetValue(_direction), filter.Directions),
                Protocols = Word("--protocol", parsed.GetValue(_protocol), filter.Protocols),
            },
        };
        options = withDocuments
            ? options with
            {
                Shape = Word("--as", parsed.GetValue(_shape), usual.Shape),
                Legacy = parsed.GetValue(_legacy),
                Sensor = parsed.GetValue(_sensor),
                Instance = parsed.GetValue(_instance),
            }
            : options with
            {
                NetworkBits = parsed.GetValue(_prefix) ?? usual.NetworkBits,
                NetworkBitsOfIPv6 = parsed.GetValue(_longPrefix) ?? usual.NetworkBitsOfIPv6,
            };
        return options == usual ? request : request with { Tstat = options };
    }

    private static T Word<T>(string option, string? value, T usual)
        where T : struct, Enum
        => value is null ? usual : ReadRequest.Word<T>(option, value);

    private static long Size(string text)
    {
        string unit = text.TrimStart("0123456789.".ToCharArray()).Trim().ToUpperInvariant();
        long? factor = unit switch
        {
            "" or "B" => 1,
            "KB" => 1_000,
            "MB" => 1_000_000,
            "GB" => 1_000_000_000,
            "TB" => 1_000_000_000_000,
            "KIB" => 1L << 10,
            "MIB" => 1L << 20,
            "GIB" => 1L << 30,
            "TIB" => 1L << 40,
            _ => null,
        };
        string number = text[..(text.Length - unit.Length)].Trim();
        return factor is long known && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount)
            && amount <= long.MaxValue / known
                ? (long)(amount * known)
                : throw Fail.Value("--minimum-size", text, "a number and a unit: 500000, 100MB, 1.5GB, 1GiB");
    }
}
