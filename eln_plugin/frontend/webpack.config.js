// The builder bundles with Rspack, which compiles TypeScript itself; types are checked apart (npm run check).
module.exports = {
  resolve: { extensions: ['.ts', '.tsx', '.js'], extensionAlias: { '.js': ['.ts', '.tsx', '.js'] } },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        type: 'javascript/auto',
        loader: 'builtin:swc-loader',
        options: {
          jsc: {
            parser: { syntax: 'typescript', tsx: true },
            target: 'es2022',
            transform: { react: { runtime: 'classic' } }
          }
        }
      },
      { test: /\.svg$/, issuer: /\.tsx?$/, type: 'asset/source' }
    ]
  }
};
