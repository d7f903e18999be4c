using System.Globalization;

namespace LogStats.Bench.Logs;

/// <summary>Somebody who comes to a daemon again and again: name, address, user and network are always the same.</summary>
internal sealed record RsyncdClient(string Host, string Address, string User, int MillisecondsPerMegabyte)
{
    private static readonly string[] s_users = ["alice", "bob", "backup", "mirror", "jürgen", "svc-sync"];
    private static readonly string[] s_domains = ["example.org", "mirror.example.net", "lab.example.edu", "dsl.example.com"];

    public static RsyncdClient[] Make(Dice dice, int count)
    {
        RsyncdClient[] clients = new RsyncdClient[count];
        for (int index = 0; index < count; index++)
        {
            string address = index % 4 == 0
                ? Text($"2001:db8:{dice.Below(4096):x}:{dice.Below(256):x}::{index + 1:x}")
                : Text($"{(index % 2 == 0 ? "198.51" : "203.0")}.{dice.Below(256)}.{1 + dice.Below(254)}");
            string host = dice.Once(6) ? "UNDETERMINED" : Text($"host{index}.{dice.Of(s_domains)}");
            string user = dice.Once(3) ? dice.Of(s_users) : "";
            clients[index] = new RsyncdClient(host, address, user, 5 + dice.Skewed(200));
        }

        return clients;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
