using LogStats.Sinks.Tests.Http;

namespace LogStats.Sinks.Tests.InfluxDb;

/// <summary>
/// Listens like a server of any version and answers as a test says: for what cannot be started here. What a real server
/// 1.x does is tested with a real one.
/// </summary>
internal sealed class InfluxListener : IAsyncDisposable
{
    private readonly HttpRobot _robot;

    public InfluxListener(Func<Request, Answer> answer, string version = "v2.7.1")
        => _robot = new HttpRobot(asked =>
        {
            Request request = new(asked.Path, asked.Headers.GetValueOrDefault("Authorization"), asked.Headers.GetValueOrDefault("Content-Encoding"), asked.Body);
            bool ping = request.Path.StartsWith("/ping", StringComparison.Ordinal);
            if (!ping)
            {
                Requests.Add(request);
            }

            Answer said = ping ? new Answer(204) : answer(request);
            string wait = said.RetryAfter is null ? "" : $"\r\nRetry-After: {said.RetryAfter}";
            return new HttpRobot.Reply(said.Status, said.Body, $"X-Influxdb-Version: {version}{wait}") { IsSilent = said.IsSilent, Cut = said.IsSilent ? 0 : int.MaxValue };
        });

    public Uri Address => new($"http://{_robot.Host}/");

    public List<Request> Requests { get; } = [];

    public int Connections => _robot.Connections;

    /// <summary>What was written, line by line, empty requests left out.</summary>
    public List<string> Lines => [.. Requests.SelectMany(static one => one.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    public ValueTask DisposeAsync() => _robot.DisposeAsync();

    internal sealed record Request(string Path, string? Authorization, string? Encoding, string Body);

    internal sealed record Answer(int Status, string Body = "", string? RetryAfter = null)
    {
        /// <summary>Nothing ever comes.</summary>
        public bool IsSilent { get; init; }
    }
}
