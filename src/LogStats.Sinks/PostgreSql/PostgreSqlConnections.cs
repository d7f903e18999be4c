using LogStats.Faults;
using Npgsql;

namespace LogStats.Sinks.PostgreSql;

/// <summary>Opens connections; each is its caller's own, none is shared or kept.</summary>
internal static class PostgreSqlConnections
{
    public static ValueTask<NpgsqlConnection> OpenAsync(PostgreSqlConnectionOptions options, CancellationToken stop)
        => OpenAsync(PostgreSqlSettings.Resolve(options), stop);

    /// <exception cref="LogStatsException">The server is not there, does not let us in, or is not believed.</exception>
    public static async ValueTask<NpgsqlConnection> OpenAsync(PostgreSqlSettings settings, CancellationToken stop)
    {
        NpgsqlConnection? connection = null;
        try
        {
            // Only plain types are used here: asking the server for all of its own would be most of a connection's start.
            NpgsqlSlimDataSourceBuilder builder = new(settings.Builder().ConnectionString);
            _ = builder.EnableTransportSecurity().ConfigureTypeLoading(static types => types.EnableTypeLoading(false));
            await using NpgsqlDataSource source = settings.HasManyHosts ? builder.BuildMultiHost().WithTargetSession(settings.Wanted) : builder.Build();
            connection = source.CreateConnection();
            await connection.OpenAsync(stop).ConfigureAwait(false);
            return connection;
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException or ArgumentException or IOException or System.Security.Cryptography.CryptographicException)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            throw PostgreSqlFaults.OfOpening(settings, error);
        }
        catch
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }
}
