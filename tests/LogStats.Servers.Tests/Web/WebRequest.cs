namespace LogStats.Servers.Tests.Web;

/// <summary>One request, what belongs to it in a log, and the status that any of the servers answers it with.</summary>
internal sealed record WebRequest(string Method, string Path, int Status)
{
    public const string Host = "www.example.com";
    public const string GoodPassword = "not-a-secret";

    public string? Query { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public string? Referer { get; init; }

    public string? Agent { get; init; }

    public string Protocol { get; init; } = "HTTP/1.1";

    /// <summary>The bytes after the headers of the answer, as the client got them.</summary>
    public long AnsweredBytes { get; init; }

    public string Target => Query is null ? Path : $"{Path}?{Query}";

    /// <summary>Ordinary requests, and those that break readers of logs: a known list, in this order.</summary>
    public static IReadOnlyList<WebRequest> All { get; } =
    [
        new("GET", "/page.html", 200) { Agent = "Mozilla/5.0 (X11; Linux x86_64)", Referer = "https://www.example.com/start?a=b" },
        new("HEAD", "/page.html", 200) { Agent = "curl/8.5.0" },
        new("GET", "/empty.txt", 200),
        new("GET", "/page.html", 200) { Query = "a=1&b=%20%22x%22&c=[1]" },
        new("GET", "/page.html", 200) { Agent = "An \"odd\" agent \\ with \\\" both" },
        new("GET", "/page.html", 200) { Agent = "tab\there, Prüfer 日本語" },
        new("GET", "/page.html", 200) { Agent = "x] [21/Nov/2026:00:00:00 +0000] \"GET /forged HTTP/1.1\" 500 1" },
        new("GET", "/page.html", 200) { Agent = "\" 200 99 \"-\" \"forged" },
        new("GET", "/page.html", 200) { Referer = "https://www.example.com/?q=\"quoted\"&b=\\" },
        new("GET", "/page.html", 200) { Protocol = "HTTP/1.0", Agent = "old" },
        new("GET", "/secret/page.html", 200) { User = "alice", Password = GoodPassword },
        new("GET", "/secret/page.html", 200) { User = "john doe", Password = GoodPassword },
        new("GET", "/secret/page.html", 200) { User = "a\"b", Password = GoodPassword, Agent = "[quoted \"user\"]" },
        new("GET", "/secret/page.html", 200) { User = "jürgen", Password = GoodPassword },
        new("GET", "/secret/page.html", 401) { User = "john doe", Password = "wrong" },
        new("GET", "/secret/page.html", 401),
        new("GET", "/nothing/here.html", 404),
        new("GET", "/moved", 301),
        new("GET", "/gone", 410),
        new("GET", "/down", 503),
        new("PUT", "/page.html", 405),
        new("DELETE", "/page.html", 405) { Query = "?=?" },
    ];
}
