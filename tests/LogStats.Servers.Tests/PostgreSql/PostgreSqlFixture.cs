using System.Runtime.Versioning;
using Xunit;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>One server for all tests that do not harm it; each has a database of its own.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PostgreSqlFixture : IAsyncLifetime
{
    private PostgreSqlServer? _server;

    public PostgreSqlServer Server => _server ?? throw new InvalidOperationException("There is no server here.");

    public async Task InitializeAsync()
    {
        if (PostgreSqlPrograms.Lack is null)
        {
            _server = await PostgreSqlServer.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
