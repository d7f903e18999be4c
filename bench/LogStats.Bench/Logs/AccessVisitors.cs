using System.Text;

namespace LogStats.Bench.Logs;

/// <summary>Who asks: addresses, with the name of a few, the programs they use and the pages they come from.</summary>
internal sealed class AccessVisitors
{
    private const int Clients = 4000;
    private const int Agents = 400;
    private const int Referrers = 600;

    private static readonly string[] s_systems =
    [
        "Windows NT 10.0; Win64; x64", "X11; Linux x86_64", "Macintosh; Intel Mac OS X 10_15_7", "Linux; Android 14; Pixel 8",
        "Linux; Android 10; K", "iPhone; CPU iPhone OS 17_4 like Mac OS X", "X11; Ubuntu; Linux x86_64; rv:124.0",
    ];

    private static readonly string[] s_sites =
        ["https://www.example.com", "https://shop.example.com", "https://news.example.org/2025", "https://search.example.net/find"];

    private readonly byte[][] _clients = new byte[Clients][];

    /// <summary>Two programs for each client, the usual one first.</summary>
    private readonly int[] _agentsOf = new int[Clients * 2];
    private readonly byte[][] _agents = new byte[Agents][];
    private readonly byte[][] _referrers = new byte[Referrers][];
    private readonly ZipfTable _ofClients = new(Clients);
    private readonly ZipfTable _ofReferrers = new(Referrers);

    public AccessVisitors(Dice dice)
    {
        ZipfTable ofAgents = new(Agents);
        for (int index = 0; index < Clients; index++)
        {
            string address = index % 8 == 3
                ? FormattableString.Invariant($"2001:db8:{dice.Below(4096):x}:{dice.Below(256):x}::{index + 1:x}")
                : FormattableString.Invariant($"{(index % 2 == 0 ? "198.51" : "203.0")}.{dice.Below(256)}.{1 + dice.Below(254)}");
            string user = dice.Once(12) ? FormattableString.Invariant($"user{index}") : "-";
            _clients[index] = Encoding.ASCII.GetBytes($"{address} - {user}");
            _agentsOf[2 * index] = ofAgents.Draw(dice);
            _agentsOf[(2 * index) + 1] = ofAgents.Draw(dice);
        }

        for (int index = 0; index < Agents; index++)
        {
            _agents[index] = Encoding.ASCII.GetBytes(NewAgent(dice, index));
        }

        for (int index = 0; index < Referrers; index++)
        {
            _referrers[index] = Encoding.ASCII.GetBytes(
                FormattableString.Invariant($"{dice.Of(s_sites)}/{(char)('a' + dice.Below(26))}{dice.Below(100)}/page{index}.html"));
        }
    }

    /// <summary>Who asks next.</summary>
    public int Draw(Dice dice) => _ofClients.Draw(dice);

    /// <summary>Address, a dash, and the user's name or a dash.</summary>
    public ReadOnlySpan<byte> Client(int visitor) => _clients[visitor];

    public ReadOnlySpan<byte> Agent(Dice dice, int visitor) => _agents[_agentsOf[(2 * visitor) + (dice.Once(8) ? 1 : 0)]];

    public ReadOnlySpan<byte> Referrer(Dice dice) => dice.Below(5) < 2 ? "-"u8 : _referrers[_ofReferrers.Draw(dice)];

    private static string NewAgent(Dice dice, int index) => (index % 12) switch
    {
        5 => FormattableString.Invariant($"curl/7.{60 + dice.Below(40)}.{dice.Below(3)}"),
        7 => FormattableString.Invariant($"Mozilla/5.0 (compatible; ExampleBot/2.{index}; +https://bot.example.net/about)"),
        _ => FormattableString.Invariant(
            $"Mozilla/5.0 ({dice.Of(s_systems)}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{90 + dice.Below(40)}.0.{dice.Below(7000)}.{dice.Below(200)} Safari/537.36"),
    };
}
