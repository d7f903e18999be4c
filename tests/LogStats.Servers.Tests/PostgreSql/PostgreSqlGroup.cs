using System.Runtime.Versioning;
using Xunit;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>The tests that share a server.</summary>
[CollectionDefinition("PostgreSQL")]
[UnsupportedOSPlatform("windows")]
public sealed class PostgreSqlGroup : ICollectionFixture<PostgreSqlFixture>;
