using System.Text;

namespace LogStats.Bench.Logs;

/// <summary>A path that an application knows: its first two segments, and what usually comes behind them.</summary>
internal sealed record AccessRoute(byte[] Path, AccessRoute.Tail Behind, int MedianMicros, bool HasQuery)
{
    private static readonly string[] s_sections =
        ["api", "shop", "static", "account", "docs", "media", "search", "forum", "blog", "admin", "feeds", "v2"];

    private static readonly string[] s_things =
    [
        "users", "orders", "items", "carts", "images", "scripts", "styles", "pages", "reports", "events", "messages", "tags",
        "prices", "reviews", "sessions", "files", "topics", "teams", "invoices", "stock", "fonts", "news", "jobs", "maps",
        "login", "all",
    ];

    /// <summary>Paths of one segment or none.</summary>
    private static readonly string[] s_short = ["/", "/favicon.ico", "/robots.txt", "/health"];

    public enum Tail
    {
        None,
        Number,
        NumberAndPart,
        File,
    }

    /// <summary>Some three hundred, the most wanted first.</summary>
    public static AccessRoute[] Make(Dice dice)
    {
        List<AccessRoute> routes = [];
        foreach (string section in s_sections)
        {
            foreach (string thing in s_things)
            {
                bool isFile = section is "static" or "media";
                Tail tail = isFile ? Tail.File : dice.Below(10) switch { < 2 => Tail.None, < 8 => Tail.Number, _ => Tail.NumberAndPart };
                int median = isFile ? 150 + dice.Below(700) : 2000 << dice.Below(6);
                routes.Add(new(Encoding.ASCII.GetBytes($"/{section}/{thing}"), tail, median, !isFile && dice.Once(3)));
            }
        }

        foreach (string path in s_short)
        {
            routes.Add(new(Encoding.ASCII.GetBytes(path), Tail.None, 400, false));
        }

        for (int left = routes.Count; left > 1; left--)
        {
            int other = dice.Below(left);
            (routes[left - 1], routes[other]) = (routes[other], routes[left - 1]);
        }

        return [.. routes];
    }

    /// <summary>One request for it: a path of its own, and a query if it takes one.</summary>
    public void Write(Dice dice, LineBytes target)
    {
        target.Add(Path);
        switch (Behind)
        {
            case Tail.Number:
                target.Add("/"u8).Add(1 + Id(dice));
                break;
            case Tail.NumberAndPart:
                target.Add("/"u8).Add(1 + Id(dice)).Add("/details"u8);
                break;
            case Tail.File:
                int file = dice.Skewed(40);
                target.Add("/part"u8).Add(file).Add("."u8).Add(1_000_003L * (file + Path.Length), "x8").Add(".min.js"u8);
                break;
            default:
                break;
        }

        if (HasQuery && dice.Below(3) > 0)
        {
            target.Add("?page="u8).Add(1 + dice.Skewed(20)).Add("&q=lamp%20"u8).Add(dice.Skewed(500));
        }
    }

    /// <summary>A few are asked for all the time, and every so often one that nobody has asked for yet.</summary>
    private static int Id(Dice dice) => dice.Skewed(dice.Skewed(20_000) + 1);
}
