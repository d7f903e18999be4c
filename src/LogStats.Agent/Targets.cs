using LogStats.Agent.Terminal;
using LogStats.Sinks;
using LogStats.Sinks.Sqlite;

namespace LogStats.Agent;

internal static class Targets
{
    public static ISink Open(string target, Screen screen) => SqliteSink.Open(new SqliteSinkOptions { Path = target.Replace("sqlite:", "") });
}
